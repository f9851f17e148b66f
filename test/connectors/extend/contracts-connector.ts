import * as z from 'zod';
import { ActionFailedError, defineAction } from '../../../shared/connectors/catalogue/connector.ts';
import { defineCommand } from '../../../shared/connectors/catalogue/define-command.ts';
import { defineConnector, defineEvent } from '../../../shared/connectors/catalogue/define-connector.ts';
import { notificationOf } from '../../../shared/usecases/compose-outbox.ts';

/** Raised by the source when a contract is about to end. */
const renewalDue = defineEvent({
  type: 'contract.renewalDue',
  title: 'A contract is about to end',
  fields: z.object({ endDate: z.iso.date(), owner: z.string() }),
});

/** A response that the source carries out: it is retried, may be acknowledged later, and a refusal is shown to people. */
const extend = defineCommand({
  name: 'extend',
  type: 'contract.extend',
  title: 'Extend the contract',
  description: 'Asks the source to extend the contract by so many months.',
  offeredAfter: ['contract.renewalDue', 'approvalRequest.approved'],
  options: z.strictObject({ months: z.int().min(1).max(120).describe('By how many months.') }),
});

/** A response of the platform itself: its changes and the memory that it is done are one write, so it happens once. */
const tellOwner = defineAction({
  name: 'tellOwner',
  title: 'Tell the owner of the contract',
  description: 'Sends an e-mail to the member who owns the contract.',
  offeredAfter: ['contract.renewalDue'],
  options: z.strictObject({ text: z.string().min(1).max(1000).describe('What the owner is told.') }),
  async run({ run, event, idempotencyKey, ports }, { text }) {
    const { owner } = event.event.record.fields;
    if (typeof owner !== 'string')
      throw new ActionFailedError('The contract has no "owner". Fill it in, then ask again.');
    return {
      output: { told: owner },
      notifications: [
        notificationOf({
          company: run.company,
          id: `contracts.tellOwner/${idempotencyKey}`,
          to: { userId: owner },
          content: { kind: 'email', subject: `Contract ${run.record.id}`, text },
          now: new Date(ports.clock.now()).toISOString(),
        }),
      ],
    };
  },
});

export const contracts = defineConnector({
  name: 'contracts',
  title: 'Contracts',
  description: 'Contracts that end, and what can be done about it.',
  needs: 'A source that raises contract.renewalDue and takes the command contract.extend.',
  events: [renewalDue],
  actions: [extend, tellOwner],
});
