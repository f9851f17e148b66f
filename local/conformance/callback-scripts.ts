import type { Clock } from '../../shared/ports/clock.ts';
import type { Engine } from '../engine/engine.ts';
import type { CallbackAction, CallbackScript } from './conformance-case.ts';

/** Plays what the outside does with task tokens. */
export interface CallbackScripts {
  /** A state handed out a token. Each script is played once, those of one state in their order. */
  play(state: string, taskToken: string): void;
}

/** @param machines where the answers go; asked for when the first one is sent. */
export function createCallbackScripts(
  scripts: readonly CallbackScript[],
  { clock, machines }: { clock: Clock; machines: () => Engine },
): CallbackScripts {
  const left = [...scripts];
  const act = async (action: CallbackAction, taskToken: string): Promise<void> => {
    await clock.sleep((action.waitSecondsBefore ?? 0) * 1_000);
    switch (action.do) {
      case 'SendTaskSuccess':
        return machines().sendTaskSuccess({ taskToken, output: action.output ?? null });
      case 'SendTaskFailure':
        return machines().sendTaskFailure({
          taskToken,
          ...(action.error !== undefined && { error: action.error }),
          ...(action.cause !== undefined && { cause: action.cause }),
        });
      case 'SendTaskHeartbeat':
        for (let time = 0; time < (action.times ?? 1); time++) await machines().sendTaskHeartbeat({ taskToken });
    }
  };
  return {
    play(state, taskToken) {
      const index = left.findIndex((script) => script.state === state);
      const [script] = index < 0 ? [] : left.splice(index, 1);
      if (!script) return;
      const playAll = async (): Promise<void> => {
        for (const action of script.actions) await act(action, taskToken);
      };
      // A token whose task is over is refused; the recorded outcome tells whether that was meant.
      playAll().catch(() => undefined);
    },
  };
}
