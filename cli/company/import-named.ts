import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { NamedSettings } from './company-document.ts';
import type { Import, ImportedPart, SourceCredentials } from './imported-part.ts';
import { REFUSALS, refusalIn } from './refusal.ts';

/** Things of one kind that each have an address of their own. */
interface NamedPart {
  readonly part: ImportedPart['part'];
  readonly list: 'userGroups' | 'sources' | 'members';
  readonly path: string;
}

/** Puts things of one kind, each under its name. */
export async function importNamed(one: Import, about: NamedPart): Promise<readonly ImportedPart[]> {
  const imported: ImportedPart[] = [];
  for (const wanted of one.document[about.list]) imported.push(await putOne(one, about, wanted));
  return imported;
}

/** Administrators come first, so that there is one at every moment. Issuer and subject stay as they are here, unless they are asked for. */
export async function importMembers(one: Import): Promise<readonly ImportedPart[]> {
  const members = one.document.members.map(({ id, settings }) => ({ id, settings: memberHere(one, id, settings) }));
  const [admins, others] = [members.filter(isAdmin), members.filter((member) => !isAdmin(member))];
  const document = { ...one.document, members: [...admins, ...others] };
  return importNamed({ ...one, document }, { part: 'member', list: 'members', path: '/members' });
}

function memberHere({ there, options }: Import, id: string, settings: JsonObject): JsonObject {
  const known = there.members.find((member) => member.id === id);
  const { issuer: _, subject: __, ...rest } = settings;
  const signIn = signInOf(options.signIns ? settings : known?.settings);
  const staysAdmin = known && isAdmin(known) && !isAdmin({ id, settings });
  const roles = staysAdmin ? ['admin', ...rolesOf(settings)] : rolesOf(settings);
  return { ...rest, roles, ...signIn };
}

/** By what tokens a member is known. */
function signInOf({ issuer, subject }: JsonObject = {}): JsonObject {
  return { ...(issuer !== undefined && { issuer }), ...(subject !== undefined && { subject }) };
}

function rolesOf({ roles }: JsonObject): string[] {
  return Array.isArray(roles) ? roles.map(String) : [];
}

function isAdmin({ settings }: NamedSettings): boolean {
  return rolesOf(settings).includes('admin');
}

async function putOne(
  { server, there, options }: Import,
  { part, list, path }: NamedPart,
  { id, settings }: NamedSettings,
): Promise<ImportedPart> {
  const known = there[list].find((one) => one.id === id);
  if (known && isDeepStrictEqual(known.settings, settings)) return { part, id, outcome: 'unchanged', notes: [] };
  const outcome = known ? 'changed' : 'created';
  if (options.dryRun) return { part, id, outcome, notes: [] };
  const answer = await server.call('PUT', `${path}/${encodeURIComponent(id)}`, settings, REFUSALS);
  const refusal = refusalIn(answer);
  if (refusal) return { part, id, outcome: 'refused', notes: refusal };
  const credentials = credentialsIn(answer.body);
  return { part, id, outcome, notes: [], ...(credentials && { credentials }) };
}

function credentialsIn(body: unknown): SourceCredentials | undefined {
  const { webhookUrl, secret, clientId, clientSecret } = Object(body);
  return secret === undefined ? undefined : { webhookUrl, secret, clientId, clientSecret };
}
