import { isDeepStrictEqual } from 'node:util';
import type { NamedSettings } from './company-document.ts';
import type { Import, ImportedPart } from './imported-part.ts';
import { REFUSALS, refusalIn } from './refusal.ts';

/** A row of the server's answer. */
interface Row {
  readonly userId: string;
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'refused';
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

const OUTCOMES = { added: 'created', changed: 'changed', unchanged: 'unchanged', refused: 'refused' } as const;

/** All approval users at once: they name each other. Where one row is refused, none is taken. */
export async function importApprovalUsers(one: Import): Promise<readonly ImportedPart[]> {
  const compared = one.document.approvalUsers.map((user) => comparedUser(one, user));
  if (one.options.dryRun || compared.every(({ outcome }) => outcome === 'unchanged')) return compared;
  const users = one.document.approvalUsers.map(({ id, settings }) => ({ ...settings, userId: id }));
  const answer = await one.server.call('POST', '/approval-users-import', { users }, REFUSALS);
  const refusal = refusalIn(answer);
  if (refusal) return [{ part: 'approvalUser', id: 'all', outcome: 'refused', notes: refusal }];
  const { rows }: { rows: readonly Row[] } = Object(answer.body);
  const isRefused = rows.some(({ outcome }) => outcome === 'refused');
  return rows.map(({ userId, outcome, errors }) => ({
    part: 'approvalUser',
    id: userId,
    outcome: isRefused && outcome !== 'unchanged' ? 'refused' : OUTCOMES[outcome],
    notes: errors.map(({ pointer, detail }) => `${pointer}: ${detail}`),
  }));
}

/** What an import would make of a user, whose member may not be there yet. */
function comparedUser({ there }: Import, { id, settings }: NamedSettings): ImportedPart {
  const known = there.approvalUsers.find((user) => user.id === id);
  const outcome = !known ? 'created' : isDeepStrictEqual(known.settings, settings) ? 'unchanged' : 'changed';
  return { part: 'approvalUser', id, outcome, notes: [] };
}

/** What holds for all approvals. */
export async function importApprovalPolicy({ server, document, there, options }: Import): Promise<[ImportedPart]> {
  const about = { part: 'approvalPolicy', id: 'all' } as const;
  if (isDeepStrictEqual(document.approvalPolicy, there.approvalPolicy))
    return [{ ...about, outcome: 'unchanged', notes: [] }];
  if (options.dryRun) return [{ ...about, outcome: 'changed', notes: [] }];
  const refusal = refusalIn(await server.call('PUT', '/approval-policy', document.approvalPolicy, REFUSALS));
  return [{ ...about, outcome: refusal ? 'refused' : 'changed', notes: refusal ?? [] }];
}
