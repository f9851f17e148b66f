import type { Ports } from '../ports/ports.ts';
import { approvalUserItems, requestItems } from '../repositories/approval-items.ts';

/** Somebody wants to end the requests of these runs. */
export interface Cancellation {
  readonly company: string;
  readonly user: string;
  readonly runIds: readonly string[];
}

/** Which of the runs somebody may end, and why none of them. */
export interface Cancellable {
  /** Requests that are pending, whoever may end them. */
  readonly pending: number;
  /** All but those whose pending request is somebody else's. */
  readonly runIds: readonly string[];
  /** There where requests are pending and not one of them is theirs to end. */
  readonly reason?: string;
}

/**
 * Business Central lets the sender of a request and the approval administrator cancel it (domain 4.6). Of several requests about one record
 * everybody ends the own ones.
 */
export async function mayCancel(ports: Pick<Ports, 'store'>, cancellation: Cancellation): Promise<Cancellable> {
  const { company, user, runIds } = cancellation;
  const requests = await Promise.all(runIds.map((id) => requestItems.get(ports.store, { company, id })));
  const pending = requests.flatMap((request) => (request?.value.status === 'pending' ? [request.value] : []));
  const others = pending.filter(({ senderId }) => senderId !== user);
  const [first] = others;
  const all = { pending: pending.length, runIds };
  if (!first) return all;
  const setup = await approvalUserItems.get(ports.store, { company, userId: user });
  if (setup?.value.administrator) return all;
  const reason = `Only ${first.senderId}, who asked for it, or the approval administrator can cancel this approval request.`;
  return {
    pending: pending.length,
    runIds: runIds.filter((id) => !others.some(({ runId }) => runId === id)),
    ...(others.length === pending.length && { reason }),
  };
}
