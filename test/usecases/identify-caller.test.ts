import { expect, test } from 'vitest';
import {
  memberItems,
  memberSubjectItems,
  sourceClientItems,
  sourceItems,
} from '../../shared/repositories/company-items.ts';
import { identifyCaller } from '../../shared/usecases/identify-caller.ts';
import { createEagerClock } from '../support/eager-clock.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';

const ISSUER = 'https://ours.test';

async function setUp() {
  const store = createMemoryItemStore({ clock: createEagerClock(), indexLagWrites: Number.POSITIVE_INFINITY });
  const member = { company: 'c', userId: 'manager', email: 'm@c.test', roles: ['approver'] as const };
  await store.write([
    memberItems.create({ ...member, issuer: 'https://theirs.test', subject: '4711' }),
    memberSubjectItems.create({ company: 'c', issuer: 'https://theirs.test', subject: '4711', userId: 'manager' }),
    sourceItems.create({ company: 'c', id: 'erp', kind: 'standard', clientId: 'client-1', secretVersions: [] }),
    sourceClientItems.create({ company: 'c', clientId: 'client-1', sourceId: 'erp' }),
  ]);
  const ports = { store, settings: { defaultIssuer: ISSUER } };
  const identify = (subject: string, more: { issuer?: string; company?: string; onBehalfOf?: string } = {}) =>
    identifyCaller(ports, { company: 'c', issuer: ISSUER, subject, ...more });
  return { identify, store };
}

test('a member is known by issuer and subject together', async () => {
  const { identify } = await setUp();
  expect(await identify('4711', { issuer: 'https://theirs.test' })).toEqual({
    kind: 'caller',
    caller: { company: 'c', kind: 'member', userId: 'manager', roles: ['approver'] },
  });
  expect(await identify('4711')).toEqual({ kind: 'stranger' });
  expect(await identify('manager', { issuer: 'https://theirs.test' })).toEqual({ kind: 'stranger' });
});

test('nobody belongs to another company', async () => {
  const { identify } = await setUp();
  expect(await identify('4711', { issuer: 'https://theirs.test', company: 'other' })).toEqual({ kind: 'stranger' });
  expect(await identify('client-1', { company: 'other' })).toEqual({ kind: 'stranger' });
});

test('a source has no roles of its own, and those of the member for whom it speaks', async () => {
  const { identify } = await setUp();
  const source = { company: 'c', kind: 'source', sourceId: 'erp' };
  expect(await identify('client-1')).toEqual({ kind: 'caller', caller: { ...source, roles: [] } });
  expect(await identify('client-1', { onBehalfOf: 'manager' })).toEqual({
    kind: 'caller',
    caller: { ...source, userId: 'manager', roles: ['approver'] },
  });
  expect(await identify('client-1', { onBehalfOf: 'stranger' })).toEqual({ kind: 'unknown-member' });
});

test("another issuer can not make a source's tokens", async () => {
  const { identify } = await setUp();
  expect(await identify('client-1', { issuer: 'https://theirs.test' })).toEqual({ kind: 'stranger' });
});

test('whoever is removed is out at once', async () => {
  const { identify, store } = await setUp();
  const member = await memberItems.get(store, { company: 'c', userId: 'manager' });
  if (member) await store.write([memberItems.remove(member)]);
  expect(await identify('4711', { issuer: 'https://theirs.test' })).toEqual({ kind: 'stranger' });
});
