import type { DeadLetter } from '../ports/dead-letters.ts';
import type { Ports } from '../ports/ports.ts';
import { auditChange } from './audit-change.ts';
import type { ListPage, PageRequest } from './read-page.ts';

/** Letters of all companies lie together: at most this many pages are looked through for one page of one company. */
const MAX_READS = 20;

/** One page of a company's dead letters, oldest first. */
export async function listDeadLetters(
  ports: Pick<Ports, 'deadLetters'>,
  company: string,
  page: PageRequest,
): Promise<ListPage<DeadLetter>> {
  const items: DeadLetter[] = [];
  let cursor = page.cursor;
  for (let reads = 0; reads < MAX_READS; reads++) {
    const limit = page.limit - items.length;
    const read = await ports.deadLetters.list({ limit, ...(cursor !== undefined && { cursor }) });
    items.push(...read.items.filter((letter) => companyOf(letter) === company));
    cursor = read.next;
    if (cursor === undefined || items.length === page.limit) break;
  }
  return { items, ...(cursor !== undefined && { next: cursor }) };
}

/** Sends a parked message on its way again. Undefined when the company has none with this id. */
export async function redriveDeadLetter(
  ports: Pick<Ports, 'deadLetters' | 'store' | 'clock' | 'ids'>,
  input: { company: string; id: string; actor: string },
): Promise<DeadLetter | undefined> {
  const { company, id, actor } = input;
  const letter = await ports.deadLetters.get(id);
  if (!letter || companyOf(letter) !== company || !(await ports.deadLetters.redrive(id))) return undefined;
  const { queue, reason } = letter;
  await ports.store.write([
    auditChange(ports, {
      company,
      actor,
      action: 'deadLetter.redriven',
      subject: `deadLetter/${id}`,
      details: { queue, reason },
    }),
  ]);
  return letter;
}

/** Every message of ours names its company. */
function companyOf({ body }: DeadLetter): string | undefined {
  try {
    const message: unknown = JSON.parse(body);
    const named = typeof message === 'object' && message !== null && 'company' in message;
    return named && typeof message.company === 'string' ? message.company : undefined;
  } catch {
    return undefined;
  }
}
