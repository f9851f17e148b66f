/** A field of an entity as Business Central's tables have it, in our names. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** Of options, in Business Central's order. */
  readonly options?: readonly string[];
  /** Computed when it is asked for, not stored with the record. */
  readonly calculated?: boolean;
}

/** `code` and `text` are both texts; codes are written in capitals, whatever case they come in, and never hold an amount. */
export type FieldType = 'code' | 'text' | 'number' | 'date' | 'time' | 'dateTime' | 'boolean' | 'option';

/** What is known of an entity's fields. Sources may send more. */
export interface EntityFields {
  readonly entity: string;
  readonly title: string;
  readonly fields: readonly Field[];
  /** Fields of its lines, where it has lines. */
  readonly lines?: readonly Field[];
}

/** Fields of one type. */
export function fields(type: FieldType, ...names: readonly string[]): Field[] {
  return names.map((name) => ({ name, type }));
}

/** A field with a closed list of values. */
export function option(name: string, ...options: readonly string[]): Field {
  return { name, type: 'option', options };
}

/** Numbers that are computed from lines or entries. */
export function calculated(...names: readonly string[]): Field[] {
  return calculatedAs('number', ...names);
}

/** Fields of one type that are computed or looked up. */
export function calculatedAs(type: FieldType, ...names: readonly string[]): Field[] {
  return names.map((name) => ({ name, type, calculated: true }));
}
