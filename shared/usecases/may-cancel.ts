import type { Ports } from '../ports/ports.ts';
import { approvalUserItems, requestItems } from '../repositories/approval-items.ts';

/** Somebody wants to end the requests of these runs. */
export interface Cancellation {
  readonly company: string;
  readonly user: string;
  readonly runIds: readonly string[];
}

/** Business Central lets the sender of a request and the approval administrator cancel it (domain 4.6). */
export async function whyMayNotCancel(
  ports: Pick<Ports, 'store'>,
  { company, user, runIds }: Cancellation,
): Promise<{ readonly pending: number; readonly reason?: string }> {
  const requests = await Promise.all(runIds.map((id) => requestItems.get(ports.store, { company, id })));
  const pending = requests.flatMap((request) => (request?.value.status === 'pending' ? [request.value] : []));
  const [first] = pending;
  if (!first || pending.some(({ senderId }) => senderId === user)) return { pending: pending.length };
  const setup = await approvalUserItems.get(ports.store, { company, userId: user });
  if (setup?.value.administrator) return { pending: pending.length };
  const reason = `Only ${first.senderId}, who asked for it, or the approval administrator can cancel this approval request.`;
  return { pending: pending.length, reason };
}
