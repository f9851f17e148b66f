import type { Source } from '../domain/company/company.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import type { NeededCommand } from '../domain/workflow/workflow-compiler.ts';

/**
 * Commands that the company's sources say they can not do. A source that says nothing may do anything; where one of several can, the
 * workflow may be meant for that one.
 */
export function checkCommands(needed: readonly NeededCommand[], sources: readonly Source[]): readonly Problem[] {
  return needed.flatMap(({ type, pointer }): Problem[] => {
    const unable = sources.filter(({ commands }) => commands && !commands.includes(type));
    if (unable.length === 0) return [];
    const all = unable.length === sources.length;
    const names = unable.map(({ id }) => id).join(', ');
    return [
      {
        code: 'command-not-possible',
        severity: all ? 'error' : 'warning',
        pointer,
        message: `Source ${names} can not do ${type}.`,
        hint: all
          ? `Take the step out, or add ${type} to "commands" of the source once it can.`
          : 'Runs about its records would stand still here.',
      },
    ];
  });
}
