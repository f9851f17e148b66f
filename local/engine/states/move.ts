import type { Json } from '../../../shared/domain/json/json.ts';
import type { Leaving } from '../data-flow.ts';
import type { StrandGroup, Waiting } from '../execution.ts';
import type { StateError } from '../state-error.ts';

/** What a state does with its strand. */
export type Move =
  /** On to the next state; without one, the strand has succeeded. */
  | ({
      readonly kind: 'go';
      readonly next: string | undefined;
    } & Leaving)
  /** `retries` where the wait is for another try. */
  | { readonly kind: 'wait'; readonly waiting: Waiting; readonly retries?: Readonly<Record<string, number>> }
  /** Makes strands and waits for them. */
  | { readonly kind: 'divide'; readonly group: StrandGroup; readonly children: readonly Child[] }
  | { readonly kind: 'fail'; readonly error: StateError };

/** What a new strand begins with: an item, from which its input is made when its turn comes, or the input itself. */
export type Child = { readonly item: Json } | { readonly input: Json };
