import { z } from 'zod';
import type { KindNames } from './record-kind.ts';

/** A customer, vendor or item: flat fields in the words of Business Central's API v2.0. */
export const masterRecord = z
  .object({ number: z.string().min(1), displayName: z.string() })
  .catchall(z.union([z.string(), z.number(), z.boolean()]));

export type MasterRecord = z.infer<typeof masterRecord>;

/** One field of a card. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'tel' | 'date' | 'money' | 'number' | 'boolean' | 'option';
  /** Of an `option`: value -> what people read. */
  readonly options?: Readonly<Record<string, string>>;
  readonly required?: boolean;
  /** Kept by the ERP itself: shown, never typed. */
  readonly computed?: boolean;
  /** Also a column of the list. */
  readonly inList?: boolean;
}

/** A kind of master data, described so that one list and one card serve them all. */
export interface MasterKind extends KindNames {
  readonly shape: 'master';
  /** All fields but the number. */
  readonly fields: readonly FieldSpec[];
  /** Values of a new record. */
  readonly initial: Readonly<Record<string, string | number | boolean>>;
  /** False for items: Werkstroom then takes the values before a change from its own snapshot. */
  readonly sendsPrevious: boolean;
}
