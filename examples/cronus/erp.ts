import type { Ledger } from './changes/ledger.ts';
import type { WerkstroomClient } from './werkstroom/client.ts';

/** The running ERP: its records, and its line to Werkstroom. */
export interface Erp {
  readonly ledger: Ledger;
  readonly client: WerkstroomClient;
  /** What this ERP is called in Werkstroom. */
  readonly source: string;
  /** Says that something new lies in the outbox. */
  wakeSender(): void;
  /** Aborted when the ERP is closed: nobody waits for answers any more. */
  readonly closing: AbortSignal;
}

/** Does work that changes records as one transaction, then has its events sent. */
export function change<Result>(erp: Pick<Erp, 'ledger' | 'wakeSender'>, work: () => Result): Result {
  const result = erp.ledger.store.transact(work);
  erp.wakeSender();
  return result;
}
