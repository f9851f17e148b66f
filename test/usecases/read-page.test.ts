import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InvalidCursorError } from '../../shared/ports/item-store.ts';
import { auditItems, auditOfCompany } from '../../shared/repositories/audit-items.ts';
import { type ListPage, readPage } from '../../shared/usecases/read-page.ts';
import { createEagerClock } from '../support/eager-clock.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';

async function storeWith(counts: readonly number[]) {
  const store = createMemoryItemStore({ clock: createEagerClock() });
  for (const [company, count] of counts.entries()) {
    for (let number = 0; number < count; number++) {
      const id = String(number).padStart(4, '0');
      const entry = { company: `c${company}`, id, at: id, actor: 'a', action: 'x', subject: 's' };
      await store.write([auditItems.create(entry)]);
    }
  }
  const partitions = counts.map((_, company) => ({
    index: 'lists' as const,
    partition: auditOfCompany(`c${company}`),
  }));
  return { ports: { store }, partitions };
}

test('pages show every value that is kept exactly once, in order, whatever their size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 12 }), { maxLength: 4 }),
      fc.integer({ min: 1, max: 7 }),
      fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      async (counts, limit, every) => {
        const { ports, partitions } = await storeWith(counts);
        const keeps = (id: string) => every === undefined || Number(id) % every === 0;
        const list = {
          type: auditItems,
          partitions,
          ...(every !== undefined && { keep: ({ id }: { id: string }) => keeps(id) }),
        };
        const shown: string[] = [];
        let page: ListPage<{ company: string; id: string }> = { items: [] };
        do {
          page = await readPage(ports, list, { limit, ...(page.next !== undefined && { cursor: page.next }) });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          shown.push(...page.items.map(({ company, id }) => `${company} ${id}`));
        } while (page.next !== undefined);
        const expected = counts.flatMap((count, company) =>
          Array.from({ length: count }, (_, number) => String(number).padStart(4, '0'))
            .filter(keeps)
            .map((id) => `c${company} ${id}`),
        );
        expect(shown).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test.each(['x', 'WzFd', Buffer.from('[0,5]').toString('base64url'), Buffer.from('{}').toString('base64url')])(
  'the cursor %s is not one of ours',
  async (cursor) => {
    const { ports, partitions } = await storeWith([3]);
    await expect(readPage(ports, { type: auditItems, partitions }, { limit: 1, cursor })).rejects.toThrow(
      InvalidCursorError,
    );
  },
);
