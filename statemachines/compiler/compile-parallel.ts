import type { ParallelStep } from '../../shared/domain/workflow/definition.ts';
import type { Place } from './assembly.ts';
import { branchSection } from './branch-section.ts';
import { NO_OUTPUT } from './call-states.ts';
import { stopCatchers } from './compile-stop.ts';
import { guardCatchers } from './guarded.ts';
import type { PlannedStep } from './plan-steps.ts';
import { nextVisit } from './scope.ts';
import { stepTitle } from './step-title.ts';

/** A Parallel with one section for each branch. */
export function compileParallel(planned: PlannedStep, step: ParallelStep, { next, assembly }: Place): void {
  const title = stepTitle(step, assembly.target.catalogue);
  const Branches = step.parallel.map(({ title: own, result }, index) =>
    branchSection(
      {
        planned,
        title: own ?? `${title}, branch ${index + 1}`,
        list: planned.nested[index] ?? [],
        item: `'${index}'`,
        result,
      },
      assembly,
    ),
  );
  const catchers = [...stopCatchers(planned, title, assembly), ...guardCatchers(assembly)];
  const hasResult = planned.named && step.parallel.some(({ result }) => result !== undefined);
  assembly.add(
    assembly.entryOf(planned),
    {
      Type: 'Parallel',
      Comment: `parallel (${planned.pointer})`,
      Branches,
      ...(catchers.length > 0 && { Catch: catchers }),
      Assign: { ...(hasResult && { [planned.id]: '{% $states.result %}' }), ...nextVisit(assembly.scope) },
      Output: NO_OUTPUT,
      Next: next,
    },
    { step: planned.id, kind: 'parallel', title },
  );
}
