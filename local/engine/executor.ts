import type { Clock } from '../../shared/ports/clock.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import { statusChangeOf } from './describe.ts';
import { type Execution, findTask, type Happening, ROOT, type Strand, taskOf } from './execution.ts';
import type { Expressions } from './expressions.ts';
import { interpret } from './interpret.ts';
import type { Journal } from './journal.ts';
import type { Machines } from './machines.ts';
import { oneAfterTheOther } from './one-after-the-other.ts';
import { createRuns } from './runs.ts';
import type { StoredRun } from './stored-run.ts';
import { newToken } from './task-token.ts';
import { dueAtOf } from './timeouts.ts';

/** What the executor tells the parts around it, after the journal has it. */
export interface ExecutorEffects {
  /** Something will be due then, in milliseconds since 1970. */
  expectAt(dueAt: number): void;
  ended(execution: Execution, changeId: number | undefined): void;
  /** Strands have new places. */
  placed(execution: Execution, strands: readonly Strand[]): void;
  /** The tasks that started these executions do not wait for them any more. */
  abandoned(childArns: readonly string[]): void;
}

/** Lets things happen to executions: interprets, journals, and only then lets the effects be seen. */
export interface Executor {
  /** Runs work on one execution after whatever was asked for before on the same one. */
  alone<Result>(arn: string, work: () => Promise<Result>): Promise<Result>;
  /** The execution as journalled. For use inside `alone` when it is to be changed. */
  run(arn: string): StoredRun | undefined;
  /** To be called inside `alone`. False when the happening changed nothing. */
  advance(run: StoredRun, happening: Happening): Promise<boolean>;
  /** The same for an execution that may be gone. */
  happen(arn: string, happening: Happening): Promise<void>;
  forget(arn: string): Promise<void>;
  /** Nobody is likely to ask soon for an execution that has ended, once that was told: memory lets it go. */
  letGo(arn: string): void;
}

/** Makes an executor over a journal. */
export function createExecutor(parts: {
  journal: Journal;
  machines: Machines;
  expressions: Expressions;
  clock: Clock;
  ids: IdSource;
  effects: ExecutorEffects;
}): Executor {
  const { journal, machines, expressions, clock, ids, effects } = parts;
  const alone = oneAfterTheOther();
  const runs = createRuns(journal);

  const isRunningChild = (childArn: string, parentArn: string): boolean => {
    const child = runs.get(childArn)?.execution;
    return child?.status === 'RUNNING' && child.startedBy?.executionArn === parentArn;
  };
  /** The task was over before it was known that it has started an execution. */
  const abandonLate = async ({ execution, strands }: StoredRun, happening: Happening): Promise<boolean> => {
    if (happening.kind !== 'taskSubmitted' || happening.childArn === undefined) return false;
    const isWaiting = execution.status === 'RUNNING' && findTask(strands.values(), happening.taskId) !== undefined;
    if (isWaiting || !isRunningChild(happening.childArn, execution.arn)) return false;
    await journal.abandon(happening.childArn);
    effects.abandoned([happening.childArn]);
    return true;
  };
  const advance: Executor['advance'] = async (run, happening) => {
    const { arn, definition } = run.execution;
    const machine = machines.pinned(definition);
    const environment = {
      expressions,
      now: clock.now(),
      random: () => ids.random(),
      newTaskId: () => ids.newId(),
      newToken: (taskId: string) => newToken(ids, { executionArn: arn, taskId }),
    };
    const { execution, changed, history } = await interpret(machine, run, { happening, environment });
    if (execution === run.execution && history.length === 0 && changed.size === 0) return abandonLate(run, happening);
    const waitedFor = childArnsOf(run, changed);
    const after = applyChanges(run, { execution, changed });
    const stillWaitedFor = execution.status === 'RUNNING' ? childArnsOf(after, changed) : [];
    const abandoned = waitedFor.filter(
      (childArn) => !stillWaitedFor.includes(childArn) && isRunningChild(childArn, arn),
    );
    const dueAt = dueAtOf(machine, execution, after.strands.values());
    const hasTask = execution.status === 'RUNNING' && [...after.strands.values()].some(isToBeLookedAt);
    const hasEnded = execution.status !== 'RUNNING';
    const endBefore = statusChangeOf(run.execution);
    // Until the outcome of the write is known, the journal is what counts.
    runs.drop(arn);
    const written = await journal.write({
      run: after,
      changed,
      history,
      dueAt,
      hasTask,
      hasEnded,
      endBefore,
      abandoned,
    });
    runs.put({ ...after, row: written.row }, written.characters);
    effects.expectAt(dueAt);
    if (hasEnded) effects.ended(execution, written.changeId);
    else
      effects.placed(
        execution,
        [...changed.values()].filter((strand) => strand !== undefined),
      );
    effects.abandoned(abandoned);
    return true;
  };
  return {
    alone,
    run: runs.get,
    advance,
    happen: (arn, happening) =>
      alone(arn, async () => {
        const run = runs.get(arn);
        if (run) await advance(run, happening);
      }),
    async forget(arn) {
      runs.drop(arn);
      await journal.forget(arn);
    },
    letGo(arn) {
      runs.drop(arn);
      journal.letGo(arn);
    },
  };
}

/** The strands are changed in place: a copy of thousands at each step would be most of the work. */
function applyChanges(
  run: StoredRun,
  { execution, changed }: { execution: Execution; changed: ReadonlyMap<string, Strand | undefined> },
): StoredRun {
  for (const [id, strand] of changed) {
    if (strand) run.strands.set(id, strand);
    else run.strands.delete(id);
  }
  return { ...run, execution };
}

function isToBeLookedAt(strand: Strand): boolean {
  const task = taskOf(strand);
  return task !== undefined && (task.phase === 'scheduled' || task.childArn !== undefined);
}

/** The executions for which tasks wait. When an execution ends, none of its strands waits any more, so its root stands for all. */
function childArnsOf({ strands }: StoredRun, changed: ReadonlyMap<string, unknown>): string[] {
  const childArns: string[] = [];
  for (const id of (changed.has(ROOT) ? strands : changed).keys()) {
    const strand = strands.get(id);
    const childArn = strand && taskOf(strand)?.childArn;
    if (childArn !== undefined) childArns.push(childArn);
  }
  return childArns;
}
