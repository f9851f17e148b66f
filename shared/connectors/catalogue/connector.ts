import type { z } from 'zod';
import { ACTION_FAILED } from '../../contracts/run-action.ts';
import type { StoredEvent } from '../../domain/event/event.ts';
import type { CataloguedEvent } from '../../domain/event/event-catalogue.ts';
import type { Json, JsonObject } from '../../domain/json/json.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { AcceptedCommand } from '../../domain/run/accepted-command.ts';
import type { Run } from '../../domain/run/run.ts';
import type { Visit } from '../../domain/run/visit.ts';
import type { CataloguedAction } from '../../domain/workflow/catalogue.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { HttpClient } from '../../ports/http-client.ts';
import type { IdSource } from '../../ports/id-source.ts';
import type { Change, ItemStore } from '../../ports/item-store.ts';
import type { Queue } from '../../ports/queue.ts';
import type { Secrets } from '../../ports/secrets.ts';

/** A named set of events and actions. A response of an approval workflow and an action of a flow are the same thing. */
export interface Connector {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What an installation must have for it: credentials, settings. For people. */
  readonly needs?: string;
  readonly events?: readonly ConnectorEvent[];
  readonly actions: readonly Action[];
}

/** An event that sources or the platform raise. Made with {@link defineEvent}. */
export interface ConnectorEvent extends CataloguedEvent {
  readonly description?: string;
  /** The fields that the record has in such an event. */
  readonly fields?: z.ZodObject;
}

/** Panels of options in Business Central's designer. */
export type OptionGroup = 'G0' | 'G1' | 'G2' | 'G3' | 'G4' | 'G5' | 'G6' | 'G7' | 'G8';

/** One thing a step can do. Made with {@link defineAction}. */
export interface Action {
  /** Without the connector's name. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Business Central's function name of the same response, an accepted alias. */
  readonly businessCentralName?: string;
  /** Which panel of Business Central's designer shows its options (domain 2.2). `G0`, no options, when absent. */
  readonly optionGroup?: OptionGroup;
  /** Events behind which a designer offers it; absent: behind any. It offers, it does not forbid. */
  readonly offeredAfter?: readonly string[];
  readonly options: z.ZodType;
  /** It is carried out by the system of record, which may refuse it or report later. */
  readonly command: boolean;
  /** The type of the command (`record.release`), where there is one. */
  readonly commandType?: string;
  /** Whether it may share a call with its neighbours, see {@link CataloguedAction.sharesCall}. */
  readonly sharesCall?: CataloguedAction['sharesCall'];
  /** Runs with options already evaluated. Throws `ActionFailedError` where the step must fail for good. */
  run(context: ActionContext, options: JsonObject): Promise<ActionResult>;
}

/** What an action leaves behind: its output, and changes that are written in one atomic write with the memory of the action itself. */
export interface ActionResult {
  readonly output: Json;
  readonly changes?: readonly Change[];
  /** There is more to do than one write holds: write this and call the action again. */
  readonly again?: boolean;
  /**
   * The changes may be made one after the other, which costs half of an atomic write: the action, called again, recognises those that are there,
   * and nobody takes harm from seeing some of them.
   */
  readonly inOrder?: boolean;
  /** What people are told once the write has happened. It is kept with the memory of the action, and told again when the action is repeated. */
  readonly notifications?: readonly Notification[];
  /** Groups of the outbox to relay after the write. */
  readonly relay?: readonly string[];
  /** The source has accepted the command: the run waits for its report. */
  readonly accepted?: AcceptedCommand;
}

/** Where the action stands and what it may use. */
export interface ActionContext {
  readonly run: Run;
  readonly step: string;
  readonly visit: Visit;
  /** Stable over retries; outgoing calls carry it. */
  readonly idempotencyKey: string;
  /** The event last taken by the run. */
  readonly event: StoredEvent;
  readonly ports: ActionPorts;
}

export interface ActionPorts {
  readonly store: ItemStore;
  readonly queue: Queue;
  readonly blobs: BlobStore;
  readonly secrets: Secrets;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Types the options of an action by its schema, so that `run` sees them parsed. */
export function defineAction<Options extends z.ZodType>(action: {
  name: string;
  title: string;
  description: string;
  businessCentralName?: string;
  optionGroup?: OptionGroup;
  offeredAfter?: readonly string[];
  options: Options;
  command?: boolean;
  commandType?: string;
  sharesCall?: CataloguedAction['sharesCall'];
  run(context: ActionContext, options: z.output<Options>): Promise<ActionResult>;
}): Action {
  const { run, command = false, ...rest } = action;
  return { ...rest, command, run: (context, options) => run(context, parsedOptions(action.options, options)) };
}

/** Expressions of a workflow decide what options are when they are used: what does not fit then never will. */
function parsedOptions<Options extends z.ZodType>(schema: Options, options: unknown): z.output<Options> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${path.length ? `"${path.join('.')}": ` : ''}${message}`,
  );
  throw new ActionFailedError(`The options of this step do not fit. ${faults.join('; ')}`);
}

/** The step can not succeed, however often it is tried. The message is shown to people and must say what to do. */
export class ActionFailedError extends Error {
  override readonly name = ACTION_FAILED;
}
