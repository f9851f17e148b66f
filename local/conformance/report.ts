import type { Json } from '../../shared/domain/json/json.ts';
import type { CaseResult } from './run-case.ts';

const SHOWN_DIFFERENCES = 12;
const SHOWN_CHARACTERS = 400;

/** The results for people: each failure with its differences, then one line per group, then the sum. */
export function reportText(results: readonly CaseResult[]): string {
  const groups = Map.groupBy(results, (result) => result.group);
  return [
    ...results.filter(({ passed }) => !passed).map(failureText),
    ...[...groups].map(([group, members]) => `${group}: ${sum(members)}`),
    `in all: ${sum(results)}`,
  ].join('\n');
}

/** The results as JSON. */
export function reportJson(results: readonly CaseResult[]): string {
  const passed = results.filter((result) => result.passed).length;
  return `${JSON.stringify({ passed, failed: results.length - passed, cases: results }, null, 2)}\n`;
}

function failureText({ id, differences, fault }: CaseResult): string {
  const lines = differences
    .slice(0, SHOWN_DIFFERENCES)
    .map(({ path, expected, actual }) => `  ${path}\n    recorded ${shown(expected)}\n    ours     ${shown(actual)}`);
  const more = differences.length - lines.length;
  return [`FAILED ${id}`, ...(fault ? [`  ${fault}`] : []), ...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join(
    '\n',
  );
}

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function sum(results: readonly CaseResult[]): string {
  const passed = results.filter((result) => result.passed).length;
  return `${passed} passed, ${results.length - passed} failed`;
}
