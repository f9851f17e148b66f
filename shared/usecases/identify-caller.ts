import type { Caller, Identification, TokenBearer } from '../domain/company/caller.ts';
import type { Ports, Settings } from '../ports/ports.ts';
import { memberItems, memberSubjectItems, sourceClientItems, sourceItems } from '../repositories/company-items.ts';

/**
 * Who a verified token speaks for in a company: a member by issuer and subject, or a source by its client (whose tokens our own issuer
 * signs). Read consistently, so that a removed member is out at once.
 */
export async function identifyCaller(
  ports: Pick<Ports, 'store'> & { settings: Pick<Settings, 'defaultIssuer'> },
  bearer: TokenBearer,
): Promise<Identification> {
  const { company, issuer, subject } = bearer;
  const known = await memberSubjectItems.get(ports.store, { company, issuer, subject });
  const member = known && (await memberItems.get(ports.store, { company, userId: known.value.userId }));
  if (member) {
    if (bearer.onBehalfOf !== undefined) return { kind: 'not-a-source' };
    const { userId, roles } = member.value;
    return { kind: 'caller', caller: { company, kind: 'member', userId, roles } };
  }
  return issuer === ports.settings.defaultIssuer ? identifySource(ports, bearer) : { kind: 'stranger' };
}

async function identifySource(ports: Pick<Ports, 'store'>, bearer: TokenBearer): Promise<Identification> {
  const { company, subject, onBehalfOf } = bearer;
  const client = await sourceClientItems.get(ports.store, { company, clientId: subject });
  const source = client && (await sourceItems.get(ports.store, { company, id: client.value.sourceId }));
  if (!source) return { kind: 'stranger' };
  const caller: Caller = { company, kind: 'source', sourceId: source.value.id, roles: [] };
  if (onBehalfOf === undefined) return { kind: 'caller', caller };
  const member = await memberItems.get(ports.store, { company, userId: onBehalfOf });
  if (!member) return { kind: 'unknown-member' };
  return { kind: 'caller', caller: { ...caller, userId: member.value.userId, roles: member.value.roles } };
}
