import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import type { Stage } from './stage.ts';

/** Something that is under way when the data is kept, and how it ends with the code of a later day. */
export interface Chapter {
  begin(stage: Stage): Promise<void>;
  /** Rejects when it does not end as it was meant to. */
  end(stage: Stage): Promise<void>;
}

const mail = (subject: string) => `{ do: email.send, with: { to: manager, subject: ${subject}, text: x } }`;

/**
 * What data is kept of. A chapter that is there stays as it is: data that was kept with it goes on as it says. What is new gets a chapter of its own.
 */
export const CHAPTERS: Readonly<Record<string, Chapter>> = {
  'an approval is open, and its link is in a mail': {
    async begin(stage) {
      await stage.as('admin', 'POST', '/workflows', { template: 'MS-POAPW' });
      await stage.as('admin', 'POST', '/workflows/POAPW-01/enable');
      const fields = { documentType: 'Order', status: 'Open', amount: 1_200 };
      const lines = [{ type: 'Item', amount: 1_200 }];
      await stage.send('purchaseDocument.approvalRequested', '106001', fields, {
        record: { id: '106001', fields, lines },
      });
      await stage.runOf('POAPW-01', '106001', 'waiting');
    },
    async end(stage) {
      const { items } = await stage.as<{ items: { id: string }[] }>('manager', 'GET', '/approval-entries?status=open');
      const mails = await fetch(`${stage.runtime.url}/local/mails?to=manager@earlier.example`);
      const [link] = ((await mails.json()) as { links: string[] }[]).flatMap(({ links }) => links);
      const decided = await fetch(`${stage.runtime.url}${new URL(link ?? '').pathname}`, {
        method: 'POST',
        body: new URLSearchParams({ decision: 'approve' }),
      });
      if (items.length !== 1 || !decided.ok) throw new Error(`${items.length} entries; answered ${decided.status}.`);
      await stage.runOf('POAPW-01', '106001', 'succeeded');
      const commands = stage.source.commandsFor('106001');
      if (!commands.includes('record.release')) throw new Error(`Not released: ${commands.join(', ')}`);
    },
  },

  'a run waits for an event by a key, and has one for its next wait already': {
    async begin(stage) {
      await enable(
        stage,
        definitionOf(`
code: PARCEL
kind: automated
on: { event: item.created, where: { record: { description: parcel } } }
steps:
  - { id: first, when: [{ event: parcel.sent, key: { field: orderNo, equals: id }, steps: [${mail('Sent')}] }] }
  - { id: second, when: [{ event: parcel.signed, key: { field: orderNo, equals: id }, steps: [${mail('Signed')}] }] }
`),
      );
      await stage.send('item.created', 'P1', { description: 'parcel' });
      await stage.runOf('PARCEL', 'P1', 'waiting');
      await stage.send('parcel.signed', 'S1', { orderNo: 'P1' });
    },
    async end(stage) {
      await stage.send('parcel.sent', 'S2', { orderNo: 'P1' });
      await stage.runOf('PARCEL', 'P1', 'succeeded');
      await stage.mail('Signed');
    },
  },

  'a part of a long list waits': {
    async begin(stage) {
      await enable(
        stage,
        definitionOf(`
code: LIST
kind: automated
on: { event: item.created, where: { record: { description: list } } }
steps:
  - set: { factor: 2 }
  - id: all
    forEach: '{% [1..90] %}'
    as: n
    steps:
      - if: '{% $n = 3 %}'
        then: [{ id: late, when: [{ event: parcel.listed, steps: [${mail('Listed')}] }] }]
${'      - set: { idle: 1 }\n'.repeat(150)}
    result: '{% $n * $factor %}'
  - { do: email.send, with: { to: manager, subject: '{% "List " & $sum($all) %}', text: x } }
`),
      );
      await stage.send('item.created', 'L1', { description: 'list' });
      await stage.runOf('LIST', 'L1', 'waiting');
    },
    async end(stage) {
      const { id } = await stage.runOf('LIST', 'L1', 'waiting');
      await stage.as('admin', 'POST', `/runs/${id}/signals`, { event: 'parcel.listed', fields: {} });
      await stage.runOf('LIST', 'L1', 'succeeded');
      await stage.mail('Listed');
      await stage.mail('List 8190');
    },
  },

  'a run waits for its turn, and one gives way to a later event': {
    async begin(stage) {
      const begin = (code: string, limits: string) =>
        definitionOf(`
code: ${code}
kind: automated
on: { event: item.created, where: { record: { description: turn } } }
limits: ${limits}
steps: [{ do: email.send, with: { to: manager, subject: '{% "${code} " & $record.id %}', text: x } }, { wait: { for: PT6H } }]
`);
      await enable(stage, begin('TURN', '{ atOnce: 1 }'));
      await enable(stage, begin('LAST', "{ debounce: { for: PT6H, per: '{% 1 %}' } }"));
      for (const id of ['T1', 'T2']) {
        await stage.send('item.created', id, { description: 'turn' });
        await stage.runOf('LAST', id, 'running');
      }
      await stage.runOf('TURN', 'T2', 'waiting');
      await stage.mail('TURN T1');
    },
    async end(stage) {
      await stage.advance(7);
      await stage.mail('TURN T2');
      await stage.mail('LAST T2');
      await stage.runOf('LAST', 'T1', 'cancelled');
      await stage.advance(7);
      for (const [code, id] of [
        ['TURN', 'T1'],
        ['TURN', 'T2'],
        ['LAST', 'T2'],
      ] as const) {
        await stage.runOf(code, id, 'succeeded');
      }
    },
  },

  'a run has failed and can be retried': {
    async begin(stage) {
      await enable(
        stage,
        definitionOf(`code: LATER\nkind: instant\non: { instant: { entity: item } }\nsteps: [${mail('Later')}]\n`),
      );
      await enable(
        stage,
        definitionOf(`
code: RETRIED
kind: automated
on: { event: item.created, where: { record: { description: retried } } }
steps: [${mail('Before')}, { run: LATER }, ${mail('After')}]
`),
      );
      await stage.as('admin', 'POST', '/workflows/LATER/disable');
      await stage.send('item.created', 'R1', { description: 'retried' });
      await stage.runOf('RETRIED', 'R1', 'failed');
    },
    async end(stage) {
      await stage.as('admin', 'POST', '/workflows/LATER/enable');
      const { id } = await stage.runOf('RETRIED', 'R1', 'failed');
      await stage.as('admin', 'POST', `/runs/${id}/retry`);
      await stage.runOf('RETRIED', 'R1', 'succeeded');
      await stage.mail('After');
    },
  },
};

async function enable(stage: Stage, definition: WorkflowDefinition): Promise<void> {
  await stage.as('admin', 'POST', '/workflows', { definition });
  await stage.as('admin', 'POST', `/workflows/${definition.code}/enable`);
}
