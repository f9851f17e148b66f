import type { Json } from '../json/json.ts';
import type { Problem } from './problem.ts';

/** What the connectors offer, as far as the validator and the compiler need to know. */
export interface ActionCatalogue {
  readonly actions: Readonly<Record<string, CataloguedAction>>;
  /** Events that connectors add to the closed list, as `<entity>.<verb>`. */
  readonly events?: readonly string[];
}

export interface CataloguedAction {
  /** `connector.action`. */
  readonly name: string;
  readonly title: string;
  /** Business Central's function name of the same response, an accepted alias. */
  readonly businessCentralName?: string;
  /** It asks the system of record to do something: it may be refused or acknowledged later, so the compiler adds the states for that. */
  readonly command: boolean;
  /**
   * It changes nothing but the platform's own items and may be begun again, so it can share a call with its neighbours: wherever it stands, or only
   * as the first of them. Absent: it has a call of its own.
   */
  readonly sharesCall?: 'anywhere' | 'first';
  /** The type of that command, `record.release`. */
  readonly commandType?: string;
  /** Checks the options of a step; `{% %}` texts stand for values not known yet and are accepted anywhere. Pointers are relative to the options. */
  checkOptions(options: { readonly [option: string]: Json }): readonly Problem[];
}

/** The action that a step names, by its own name or by its Business Central function name. */
export function findAction(catalogue: ActionCatalogue, name: string): CataloguedAction | undefined {
  if (Object.hasOwn(catalogue.actions, name)) return catalogue.actions[name];
  return Object.values(catalogue.actions).find((action) => action.businessCentralName === name);
}
