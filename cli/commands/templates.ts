import { writeDefinitionText } from '../../shared/contracts/write-definition-text.ts';
import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import { templates } from '../../statemachines/templates/templates.ts';
import { type Arguments, EXIT, type Shell, UsageError } from '../shell.ts';

/** Lists the templates, or prints one. */
export async function templatesCommand(shell: Shell, { words, options }: Arguments): Promise<number> {
  const [code] = words;
  if (code === undefined) {
    const list = templates().map(({ definition: _, ...head }) => head);
    if (options.json) shell.say(JSON.stringify(list, null, 2));
    else
      for (const { code: own, category, name } of list) shell.say(`${own.padEnd(20)}  ${category.padEnd(10)}  ${name}`);
    return EXIT.ok;
  }
  const template = templates().find((candidate) => candidate.code === code);
  if (!template) {
    const similar = didYouMean(
      code,
      templates().map((known) => known.code),
    );
    throw new UsageError(`There is no template ${code}.${similar === undefined ? '' : ` Did you mean ${similar}?`}`);
  }
  const definition = { ...template.definition, code: template.code.replace(/^MS-/, '') };
  shell.say(writeDefinitionText([definition], options.json ? 'json' : 'yaml').trimEnd());
  return EXIT.ok;
}
