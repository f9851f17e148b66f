/** What Werkstroom calls the records of this ERP. The names are those of its built-in entities. */
export type Entity = 'customer' | 'vendor' | 'item' | 'purchaseDocument' | 'salesDocument';

/** What all kinds of records have in common. */
export interface KindNames {
  readonly entity: Entity;
  /** First part of the addresses of pages: `purchase-orders`. */
  readonly path: string;
  /** Name of the collection in the JSON API: `purchaseOrders`. */
  readonly collection: string;
  /** `Purchase Order`. */
  readonly one: string;
  /** `Purchase Orders`. */
  readonly many: string;
  /** The number of the first new record, and how far the next is from it. */
  readonly numbers: { readonly first: number; readonly step: number };
}
