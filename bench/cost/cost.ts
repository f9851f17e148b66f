import type { Figure } from '../figure.ts';
import { type Consumption, priceOf } from './consumption.ts';
import { FIXED_PER_MONTH } from './list-prices.ts';
import { letEverySystemObey } from './silent-erp.ts';

/** What a month looks like: events that come in, of which some ask for an approval in one step. */
const SIZES = [
  { name: 'small: 10,000 events, 200 approvals a month', events: 10_000, approvals: 200 },
  { name: 'medium: 3 million events, 60,000 approvals a month', events: 3_000_000, approvals: 60_000 },
  { name: 'large: 30 million events, 600,000 approvals a month', events: 30_000_000, approvals: 600_000 },
] as const;

const CONDITIONS = 'calls of the real adapters, list prices of us-east-1 without free tier (bench/cost/list-prices.ts)';
const LINES = 10;

/** What an event that nothing wants costs, what an approval costs, and what three sizes of business pay in a month. */
export async function measure(): Promise<readonly Figure[]> {
  letEverySystemObey();
  const { startPricedCloud } = await import('./priced-cloud.ts');
  const cloud = await startPricedCloud();
  try {
    // The first of everything also reads what containers then remember.
    await cloud.deliver(itemOf(1));
    await cloud.settled();
    await cloud.deliver(itemOf(2));
    const miss = await cloud.settled();
    await cloud.deliver(orderOf(3));
    const asked = await cloud.settled();
    const link = cloud.newestLink();
    await cloud.visit(link);
    await cloud.visit(link, { decision: 'approve', comment: 'Fine.' });
    await cloud.visit(link);
    const approval = both(asked, await cloud.settled());
    return [
      ...unitsOf('event that nothing wants', miss),
      ...unitsOf('approval in one step', approval),
      ...months({ miss, approval }),
    ];
  } finally {
    await cloud.stop();
  }
}

function unitsOf(what: string, used: Consumption): readonly Figure[] {
  const units = [
    ['state transitions', used.stateTransition],
    ['write units', used.tableWriteUnit],
    ['read units', used.tableReadUnit],
    ['calls of functions', used.lambdaRequest],
    ['queue requests', used.queueRequest],
    ['blobs written and read', used.blobWrite + used.blobRead],
    ['mails', used.mail],
  ] as const;
  return [
    ...units.map(([unit, value]) => figure(what, value, unit)),
    figure(what, priceOf(used) * 1e6, 'millionths of a dollar'),
  ];
}

function months({ miss, approval }: { miss: Consumption; approval: Consumption }): readonly Figure[] {
  const fixed = Object.values(FIXED_PER_MONTH).reduce((sum: number, one) => sum + one, 0);
  return [
    figure('a stage in which nothing happens', fixed, 'dollars a month'),
    ...SIZES.map(({ name, events, approvals }) =>
      figure(name, fixed + (events - approvals) * priceOf(miss) + approvals * priceOf(approval), 'dollars a month'),
    ),
  ];
}

function both(left: Consumption, right: Consumption): Consumption {
  return Object.fromEntries(
    Object.entries(left).map(([what, amount]) => [what, amount + right[what as keyof Consumption]]),
  ) as Consumption;
}

function figure(name: string, value: number, unit: string): Figure {
  return { bench: 'cost', name, value, unit, conditions: CONDITIONS };
}

/** An item whose description changed; the flow about prices looks at it and does not start. */
function itemOf(number: number) {
  const fields = { no: '1000', description: 'Bicycle', unitPrice: 995, unitCost: 600, inventory: 32, blocked: false };
  return {
    id: `item-${number}`,
    type: 'item.modified',
    record: { id: '1000', fields: { ...fields, description: `Bicycle ${number}` } },
  };
}

/** An order with ten lines over 1,200.00, which the purchaser's approver decides. */
function orderOf(number: number) {
  const line = {
    type: 'Item',
    no: '1400',
    description: 'Bicycle Helmet',
    quantity: 2,
    directUnitCost: 60,
    amount: 120,
  };
  return {
    id: `order-${number}`,
    type: 'purchaseDocument.approvalRequested',
    user: 'purchaser',
    record: {
      id: `10700${number}`,
      fields: {
        documentType: 'Order',
        no: `10700${number}`,
        status: 'Open',
        buyFromVendorNo: '01254796',
        buyFromVendorName: 'Progressive Home Furnishings',
        purchaserCode: 'RL',
        orderDate: '2026-11-24',
        currencyCode: '',
        amount: 1_200,
        amountIncludingVat: 1_452,
      },
      lines: Array.from({ length: LINES }, (_, index) => ({ ...line, lineNo: (index + 1) * 10_000 })),
    },
  };
}
