import type { ApiClient } from '../demo/api-client.ts';
import { type Outside, untilShown } from './outside.ts';
import type { Step } from './step-printer.ts';

const MANAGER = 'manager@cronus.example';
const DIRECTOR = 'director@cronus.example';
const PURCHASER = 'purchaser@cronus.example';
const SMALL = '106001';
const LARGE = '106002';

interface Status {
  readonly status?: string;
  readonly restriction?: { readonly reason: string };
  readonly runs: readonly { readonly id: string; readonly status: string }[];
}

interface Story {
  readonly status: string;
  readonly parked?: { readonly message: string };
  readonly steps: readonly { readonly title: string; readonly status: string; readonly startedAt?: string }[];
}

/** The main job, by public addresses only: one order that its manager approves, one that two people approve and the ERP first refuses. */
export async function tellPurchaseOrderStory(about: { step: Step; outside: Outside; admin: ApiClient }): Promise<void> {
  await approveSmallOrder(about);
  await approveLargeOrder(about);
}

async function approveSmallOrder({
  step,
  outside,
  admin,
}: Parameters<typeof tellPurchaseOrderStory>[0]): Promise<void> {
  await step(
    `order ${SMALL} over 1,200.00, above the purchaser's limit, waits for approval and may not be released`,
    async () => {
      const may = await untilShown<{ allowed: boolean; reason?: string }>(
        admin,
        `/records/purchaseDocument/${SMALL}/may/release`,
        ({ allowed }) => !allowed,
      );
      expect(await outside.awaitOrderStatus(SMALL, 'In Review'), 'In Review');
      return may.reason ?? '';
    },
    (reason) => reason,
  );
  const mail = await step(
    'its manager has a mail with a link',
    () => outside.mail(MANAGER, new RegExp(SMALL)),
    ({ subject }) => subject,
  );
  const link = outside.linkIn(mail);
  await step('a mail scanner follows the link with HEAD and GET; nothing is decided', async () => {
    await fetch(link, { method: 'HEAD' });
    expectText(await outside.page(link), 'Approve');
    expect(await outside.orderStatus(SMALL), 'In Review');
  });
  await step('the manager approves on the page; the ERP releases the order', async () => {
    await outside.decide(link, 'approve', 'Fine with me.');
    await outside.awaitOrderStatus(SMALL, 'Open');
  });
  await step('a second click explains what was decided', async () => {
    expectText(await outside.decide(link, 'approve', ''), 'approved');
  });
  const runId = await newestRun(admin, SMALL);
  await step(
    'the run tells its story',
    () => untilShown<Story>(admin, `/runs/${runId}`, ({ status }) => status === 'succeeded'),
    ({ steps }) =>
      steps.map(({ title, status, startedAt }) => `${startedAt?.slice(11, 23)}  ${title}: ${status}`).join('\n'),
  );
}

async function approveLargeOrder({
  step,
  outside,
  admin,
}: Parameters<typeof tellPurchaseOrderStory>[0]): Promise<void> {
  await step(`approval of order ${LARGE} over 25,000.00 is asked on its page in the ERP`, async () => {
    await outside.press(LARGE, 'send-approval-request');
    await outside.awaitOrderStatus(LARGE, 'In Review');
  });
  await step('the manager approves, then the director is asked', async () => {
    await outside.decide(outside.linkIn(await outside.mail(MANAGER, new RegExp(LARGE))), 'approve', '');
    expect(await outside.orderStatus(LARGE), 'In Review');
    await outside.mail(DIRECTOR, new RegExp(LARGE));
  });
  const runId = await newestRun(admin, LARGE);
  const vendor = await vendorOf(admin, LARGE);
  await step(
    'the vendor is blocked meanwhile: the ERP refuses the release, the run stands still and its requester is told',
    async () => {
      await outside.patchErp(`/vendors/${vendor}`, { blocked: 'All' });
      await outside.decide(outside.linkIn(await outside.mail(DIRECTOR, new RegExp(LARGE))), 'approve', '');
      const run = await untilShown<Story>(admin, `/runs/${runId}`, ({ parked }) => parked !== undefined);
      await outside.mail(PURCHASER, new RegExp(LARGE));
      return run.parked?.message ?? '';
    },
    (reason) => reason,
  );
  await step('the vendor is unblocked and the run tries again: released, and nobody had to approve twice', async () => {
    await outside.patchErp(`/vendors/${vendor}`, { blocked: '' });
    await admin.request('POST', `/runs/${runId}/retry`);
    await outside.awaitOrderStatus(LARGE, 'Open');
    await untilShown<Story>(admin, `/runs/${runId}`, ({ status }) => status === 'succeeded');
  });
}

async function newestRun(admin: ApiClient, order: string): Promise<string> {
  const { runs } = await admin.request<Status>('GET', `/records/purchaseDocument/${order}`);
  const [run] = runs;
  if (!run) throw new Error(`There is no run about order ${order}.`);
  return run.id;
}

async function vendorOf(admin: ApiClient, order: string): Promise<string> {
  type Seen = { snapshot: { fields: { buyFromVendorNo?: string } } };
  const { snapshot } = await admin.request<Seen>('GET', `/records/purchaseDocument/${order}`);
  const { buyFromVendorNo } = snapshot.fields;
  if (buyFromVendorNo === undefined) throw new Error(`Order ${order} names no vendor.`);
  return buyFromVendorNo;
}

function expect(actual: string, expected: string): void {
  if (actual !== expected) throw new Error(`Expected ${expected}, found ${actual}.`);
}

function expectText(page: string, text: string): void {
  if (!page.toLowerCase().includes(text.toLowerCase())) throw new Error(`The page does not say "${text}".`);
}
