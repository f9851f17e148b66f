import type { ChildExecutions } from './child-executions.ts';
import { type Execution, type Strand, taskOf } from './execution.ts';
import type { Executor } from './executor.ts';
import type { Insistence } from './insistence.ts';
import type { Journal } from './journal.ts';
import type { TaskWorkers } from './task-workers.ts';

/** What the journal says is still to be done outside of an execution: calls of tasks, ends to be handed on, executions to be stopped. */
export interface OpenWork {
  /** Calls the scheduled tasks of these strands, and hands on the ends of executions for which they wait. */
  takeUp(execution: Execution, strands: Iterable<Strand>): void;
  /** Stops executions that nobody waits for any more. */
  stopAbandoned(childArns: readonly string[]): void;
  /** Both, for everything that the process left open when it ended. */
  takeUpAll(): void;
}

/** Executions with an open task that are read in one go after a start. */
const TAKEN_UP_AT_ONCE = 500;

/** Makes it over the parts that do the work. */
export function createOpenWork(parts: {
  executor: Pick<Executor, 'run' | 'happen'>;
  journal: Pick<Journal, 'withTask' | 'abandoned' | 'removeAbandoned'>;
  children: Pick<ChildExecutions, 'tellEnd'>;
  workers: Pick<TaskWorkers, 'launch'>;
  insistence: Pick<Insistence, 'insist'>;
}): OpenWork {
  const { executor, journal, children, workers, insistence } = parts;
  const takeUp: OpenWork['takeUp'] = ({ arn }, strands) => {
    for (const strand of strands) {
      const task = taskOf(strand);
      const child = task?.childArn === undefined ? undefined : executor.run(task.childArn)?.execution;
      if (child) void insistence.insist(() => children.tellEnd(child));
      if (task?.phase !== 'scheduled') continue;
      const { token } = task;
      const state = strand.position?.state ?? '';
      workers.launch(task, { executionArn: arn, state, ...(token !== undefined && { taskToken: token }) });
    }
  };
  const stopAbandoned: OpenWork['stopAbandoned'] = (childArns) => {
    for (const arn of childArns) {
      void insistence
        .insist(() => executor.happen(arn, { kind: 'stopped' }))
        .then((done) => done && journal.removeAbandoned(arn));
    }
  };
  return {
    takeUp,
    stopAbandoned,
    takeUpAll() {
      let page = journal.withTask(0, TAKEN_UP_AT_ONCE);
      for (let last = page.at(-1); last; last = page.at(-1)) {
        for (const { arn } of page) {
          const run = executor.run(arn);
          if (run) takeUp(run.execution, run.strands.values());
        }
        page = journal.withTask(last.number, TAKEN_UP_AT_ONCE);
      }
      stopAbandoned(journal.abandoned());
    },
  };
}
