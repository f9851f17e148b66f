import * as z from 'zod';
import { amountOf } from '../../domain/record/amount.ts';
import { batchBalance, isBalanced } from '../../domain/record/batch-balance.ts';
import { availableCredit, creditCustomerOf } from '../../domain/record/credit.ts';
import { instantOf } from '../../ports/clock.ts';
import { companyItems } from '../../repositories/company-items.ts';
import { recordItems } from '../../repositories/record-items.ts';
import { findApprovalPolicy } from '../../usecases/approval-policy.ts';
import { decisionGroup } from '../../usecases/compose-outbox.ts';
import { loadLines } from '../../usecases/large-lines.ts';
import { runEvent } from '../../usecases/run-event.ts';
import { type ActionContext, ActionFailedError, type ActionResult, defineAction } from '../catalogue/connector.ts';

const none = z.strictObject({});

export const checkCreditLimit = defineAction({
  name: 'checkCreditLimit',
  title: "Check the customer's credit limit",
  description:
    'Raises salesDocument.creditLimitExceeded when the customer has no credit left for the document, else salesDocument.creditLimitNotExceeded.',
  businessCentralName: 'CHECKCUSTOMERCREDITLIMIT',
  offeredAfter: ['salesDocument.approvalRequested'],
  options: none,
  async run(context): Promise<ActionResult> {
    const credit = await creditOf(context);
    if (credit.kind === 'unknown') throw new ActionFailedError(credit.reason);
    const exceeded = credit.kind === 'known' && credit.availableLcy < 0;
    const type = `salesDocument.${exceeded ? 'creditLimitExceeded' : 'creditLimitNotExceeded'}`;
    return raised(context, type, { exceeded, ...(credit.kind === 'known' && { availableLcy: credit.availableLcy }) });
  },
});

async function creditOf({ run, event, ports }: ActionContext) {
  const { fields } = event.event.record;
  const company = (await companyItems.get(ports.store, { id: run.company }))?.value;
  const policy = await findApprovalPolicy(ports, run.company);
  const worth = amountOf(fields, company?.localCurrency ?? 'EUR', policy.exchangeRates);
  const id = creditCustomerOf(fields);
  const customer = id && (await recordItems.get(ports.store, { ...run.record, entity: 'customer', id }))?.value.fields;
  return availableCredit(fields, customer || undefined, worth.amountLcy ?? worth.amount);
}

export const checkBatchBalance = defineAction({
  name: 'checkBatchBalance',
  title: 'Check that the journal batch balances',
  description:
    'Raises generalJournalBatch.balanced when the balance of the batch is 0, else generalJournalBatch.notBalanced.',
  businessCentralName: 'CHECKGENERALJOURNALBATCHBALANCE',
  offeredAfter: ['generalJournalBatch.approvalRequested'],
  options: none,
  async run(context): Promise<ActionResult> {
    const { record } = context.event.event;
    const balance = batchBalance(record.fields, await loadLines(context.ports, record));
    if (balance === undefined) {
      throw new ActionFailedError(
        'The balance is not known: send "balanceLcy" with the batch, or its lines with their amounts.',
      );
    }
    const balanced = isBalanced(balance);
    return raised(context, `generalJournalBatch.${balanced ? 'balanced' : 'notBalanced'}`, { balanced, balance });
  },
});

function raised(
  { run, ports, idempotencyKey }: ActionContext,
  type: string,
  output: ActionResult['output'],
): ActionResult {
  return {
    output,
    changes: [runEvent(run, { id: idempotencyKey, type, now: instantOf(ports.clock) })],
    relay: [decisionGroup(run.id)],
  };
}
