/** The variable that holds the item of a `forEach` that names none. */
export const DEFAULT_ITEM = 'item';
