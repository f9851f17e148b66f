/** What a member may do. */
export type Role = 'admin' | 'designer' | 'approver' | 'automate' | 'auditor';

export const ROLES: readonly Role[] = ['admin', 'designer', 'approver', 'automate', 'auditor'];

/** The isolation boundary. */
export interface Company {
  readonly id: string;
  readonly name: string;
  /** ISO 4217 code of the local currency. */
  readonly localCurrency: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** A person of a company. */
export interface Member {
  readonly company: string;
  readonly userId: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** Issuer and subject of the tokens that speak for this member. */
  readonly issuer: string;
  readonly subject: string;
  readonly language?: string;
  readonly timeZone?: string;
}

/** An external system that sends events and takes commands. */
export interface Source {
  readonly company: string;
  readonly id: string;
  readonly kind: 'standard' | 'businessCentral';
  /** Where commands are posted to. Absent: the source takes none. */
  readonly commandUrl?: string;
  /** Outgoing calls to this source may use private addresses. */
  readonly allowPrivateAddress?: boolean;
  /** Verbs of built-in entities beyond the closed list, as `<entity>.<verb>`. */
  readonly events?: readonly string[];
  readonly mappings?: Readonly<Record<string, EntityMapping>>;
  /** Types of the commands that it can do (`record.release`). Absent: it does not say. */
  readonly commands?: readonly string[];
  /** Client whose tokens speak for the source. */
  readonly clientId: string;
  /** How many signing secrets are valid: during a rotation both the new and the old one are. */
  readonly secretVersions: readonly SecretVersion[];
}

/** A signing secret of a source; the text itself is kept by the Secrets port under `secretNameOf`. */
export interface SecretVersion {
  readonly version: number;
  /** The last moment at which it is accepted. Absent on the newest. */
  readonly validUntil?: string;
}

/** The name under which a source's signing secret is kept. */
export function secretNameOf(source: { company: string; id: string }, version: number): string {
  return `sources/${source.company}/${source.id}/signing/${version}`;
}

/** How a source names an entity's fields and option values, and what our field catalogue calls them. */
export interface EntityMapping {
  /** Source field -> catalogue field. A field that is not named keeps its name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Source field -> source value -> catalogue value. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly lines?: {
    readonly fields?: Readonly<Record<string, string>>;
    readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
}

/** How a source names the fields of an entity; undefined where it uses our names. */
export function mappingOf(source: Pick<Source, 'mappings'> | undefined, entity: string): EntityMapping | undefined {
  return source?.mappings && Object.hasOwn(source.mappings, entity) ? source.mappings[entity] : undefined;
}
