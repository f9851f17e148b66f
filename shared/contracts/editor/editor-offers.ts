import type { CataloguedEvent } from '../../domain/event/event-catalogue.ts';
import type { EntityFields } from '../../domain/field-catalogue/field.ts';
import type { JsonObject } from '../../domain/json/json.ts';

/** An action as an editor offers it. */
export interface OfferedAction {
  /** `connector.action`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly businessCentralName?: string;
  /** JSON Schema of its options. */
  readonly options: JsonObject;
}

/** What an editor of workflows offers beyond the form of the language. */
export interface EditorOffers {
  readonly actions: readonly OfferedAction[];
  readonly events: readonly CataloguedEvent[];
  readonly entities: readonly EntityFields[];
}
