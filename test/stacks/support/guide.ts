import { readFileSync } from 'node:fs';

/** docs/cloud.md, as far as it can be tried. */
const guide = readFileSync('docs/cloud.md', 'utf8');

/** The shell commands of a chapter, in their order. */
export function commandsOf(chapter: string): string {
  const text = guide.split(/^## /m).find((part) => part.startsWith(`${chapter}\n`));
  if (text === undefined) throw new Error(`There is no chapter "${chapter}".`);
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands]) => commands).join('');
}

/** Every command of the guide, in code blocks and within sentences. */
export const everyCommand: string = [...guide.matchAll(/^```sh\n(.*?)^```$|`([^`\n]+(?:\n[^`\n]+)?)`/gms)]
  .map(([, block, inline]) => block ?? inline)
  .join('\n')
  .replaceAll(/\\\n\s*/g, '');

/** The settings of the table under "Context": name and default, as they stand there. */
export const documentedSettings: ReadonlyMap<string, string> = new Map(
  (guide.split('## Context')[1] ?? '')
    .split(/^## /m)[0]
    ?.matchAll(/^\| (`[^|]+`) +\| ([^|]+?) +\|/gm)
    .flatMap(([, names = '', value = '']) =>
      names.split(', ').map((name) => [name.replaceAll('`', ''), value] as const),
    ),
);
