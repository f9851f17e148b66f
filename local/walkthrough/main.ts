import { createConsoleLog } from '../console-log.ts';
import { createApiClient } from '../demo/api-client.ts';
import { DEMO_COMPANY } from '../demo/demo-company.ts';
import { type FreshDemo, startFreshDemo } from '../demo/fresh-demo.ts';
import { lookFromOutside } from './outside.ts';
import { tellPurchaseOrderStory } from './purchase-order-story.ts';
import { createStepPrinter } from './step-printer.ts';

/** `npm run walkthrough`: the purchase order's whole way against a fresh runtime, each step with its time. Ends with 1 when a step fails. */

const step = createStepPrinter(console.log, () => performance.now());
let demo: FreshDemo | undefined;
try {
  demo = await step(
    'the runtime starts in an empty folder, with the demo company and its ERP',
    () => startFreshDemo(createConsoleLog('error', Date.now)),
    ({ runtime, cronusUrl }) => `${runtime.url}, ERP ${cronusUrl}`,
  );
  const { url } = demo.runtime;
  const admin = await createApiClient({
    baseUrl: url,
    company: DEMO_COMPANY.company.id,
    user: DEMO_COMPANY.admin.userId,
  });
  await tellPurchaseOrderStory({ step, admin, outside: lookFromOutside({ werkstroom: url, cronus: demo.cronusUrl }) });
  await step('the runtime stops', async () => demo?.stop());
  console.log('The walkthrough passed.');
} catch {
  await demo?.stop().catch(() => {});
  console.log('The walkthrough failed.');
  process.exitCode = 1;
}
