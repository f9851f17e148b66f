import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readCases } from './conformance-case.ts';
import { reportJson, reportText } from './report.ts';
import { type CaseResult, runCase } from './run-case.ts';

/** `npm run conformance -- DIR [--report FILE]`: runs a folder of recorded cases on the engine. Exits with 1 when one fails. */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { report: { type: 'string' } } });
const [folder] = positionals;
if (folder === undefined) {
  console.error('Which folder? npm run conformance -- DIR [--report FILE]');
  process.exit(1);
}
const results: CaseResult[] = [];
for (const one of readCases(folder)) results.push(await runCase(one));
console.log(reportText(results));
if (values.report !== undefined) writeFileSync(values.report, reportJson(results));
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
