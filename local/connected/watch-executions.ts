import { setTimeout as pause } from 'node:timers/promises';
import { isOpenRun, type Run } from '../../shared/domain/run/run.ts';
import type { ItemStore } from '../../shared/ports/item-store.ts';
import type { Log } from '../../shared/ports/log.ts';
import {
  ExecutionDoesNotExistError,
  type ExecutionStatusChange,
  type StateMachines,
} from '../../shared/ports/state-machines.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';

/** Tells of executions that ended. */
export interface ExecutionWatch {
  stop(): Promise<void>;
}

const LOOK_AGAIN_MILLISECONDS = 200;

/**
 * Stands in for EventBridge, which no endpoint delivers to us: asks Step Functions for each open run of a company how its execution stands, and
 * tells of those that ended.
 */
export function watchExecutions(options: {
  store: ItemStore;
  machines: Pick<StateMachines, 'describe'>;
  company: string;
  log: Log;
  tell(change: ExecutionStatusChange): Promise<unknown>;
}): ExecutionWatch {
  const { store, machines, company, log, tell } = options;
  let isStopping = false;
  const lookOnce = async (): Promise<void> => {
    for (const { executionArn } of await openRuns(store, company)) {
      const described = executionArn && (await machines.describe(executionArn).catch(ignoreNotBegun));
      if (described && described.status !== 'RUNNING') await tell(described);
    }
  };
  const loop = async (): Promise<void> => {
    while (!isStopping) {
      await lookOnce().catch((error: unknown) => log.error('Executions could not be asked for.', error));
      await pause(LOOK_AGAIN_MILLISECONDS);
    }
  };
  const running = loop();
  return {
    stop() {
      isStopping = true;
      return running;
    },
  };
}

/** A run is there before its execution. */
export function ignoreNotBegun(error: unknown): undefined {
  if (!(error instanceof ExecutionDoesNotExistError)) throw error;
}

/** The runs of a company that did not end yet. */
export async function openRuns(store: ItemStore, company: string): Promise<readonly Run[]> {
  const runs = await runItems.queryAll(store, { index: 'lists', partition: runsOfCompany(company) });
  return runs.map(({ value }) => value).filter(isOpenRun);
}
