import { beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../cli/run-command.ts';
import { companyItems, memberItems, memberSubjectItems } from '../../shared/repositories/company-items.ts';
import { createEagerClock } from '../support/eager-clock.ts';
import { createMemoryItemStore, type MemoryItemStore } from '../support/memory-item-store.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';

const ACME = {
  table: 'items',
  company: 'acme',
  name: 'Acme',
  currency: 'EUR',
  'time-zone': 'Europe/Amsterdam',
  user: 'ann',
  email: 'ann@acme.example',
  issuer: 'https://issuer.test',
  subject: 's-1',
};

let store: MemoryItemStore;
let told: string[];

beforeEach(() => {
  store = createMemoryItemStore({ clock: createEagerClock() });
  told = [];
});

function bootstrap(options: Readonly<Record<string, string>>): Promise<number> {
  const refuse = async (): Promise<never> => {
    throw new Error('Nothing but the table is needed.');
  };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return runCommand(['bootstrap', ...words], {
    say: (text) => void told.push(text),
    complain: (text) => void told.push(text),
    read: refuse,
    write: refuse,
    fetch: refuse,
    evaluate: refuse,
    environment: {},
    copyDataFolder: async () => 'nothing-there',
    now: () => 0,
    openTable: async () => ({ store, clock: createEagerClock(), ids: createSeededIdSource() }),
  });
}

describe('werkstroom bootstrap', () => {
  it('makes a company and an administrator with every role, known by issuer and subject', async () => {
    expect(await bootstrap(ACME)).toBe(0);
    expect(told).toEqual(['acme is there, and ann administers it.']);
    expect((await companyItems.get(store, { id: 'acme' }))?.value).toMatchObject({
      name: 'Acme',
      localCurrency: 'EUR',
      timeZone: 'Europe/Amsterdam',
    });
    expect((await memberItems.get(store, { company: 'acme', userId: 'ann' }))?.value.roles).toContain('admin');
    const token = { company: 'acme', issuer: 'https://issuer.test', subject: 's-1' };
    expect((await memberSubjectItems.get(store, token))?.value.userId).toBe('ann');
  });

  it('changes nothing when the company is there', async () => {
    await bootstrap(ACME);
    expect(await bootstrap({ ...ACME, user: 'eve', subject: 's-2' })).toBe(1);
    expect(told[1]).toContain('Nothing was changed.');
    expect(await memberItems.get(store, { company: 'acme', userId: 'eve' })).toBeUndefined();
  });

  it('says all that is missing or wrong at once', async () => {
    expect(await bootstrap({ ...ACME, currency: 'euro', 'time-zone': 'Mars', email: '' })).toBe(2);
    for (const option of ['--currency', '--time-zone', '--email']) expect(told.join()).toContain(option);
    expect(store.items()).toEqual([]);
  });
});
