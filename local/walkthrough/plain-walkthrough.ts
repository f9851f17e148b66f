import type { Log } from '../../shared/ports/log.ts';
import { createApiClient } from '../demo/api-client.ts';
import { DEMO_COMPANY } from '../demo/demo-company.ts';
import { type FreshDemo, startFreshDemo } from '../demo/fresh-demo.ts';
import { lookFromOutside } from './outside.ts';
import { tellPurchaseOrderStory } from './purchase-order-story.ts';
import type { Step } from './step-printer.ts';

/** Tells the story against a fresh one-machine runtime. @returns whether every step passed. */
export async function tellPlainWalkthrough({ step, log }: { step: Step; log: Log }): Promise<boolean> {
  let demo: FreshDemo | undefined;
  try {
    demo = await step(
      'the runtime starts in an empty folder, with the demo company and its ERP',
      () => startFreshDemo(log),
      ({ runtime, cronusUrl }) => `${runtime.url}, ERP ${cronusUrl}`,
    );
    const { url } = demo.runtime;
    const admin = await createApiClient({
      baseUrl: url,
      company: DEMO_COMPANY.company.id,
      user: DEMO_COMPANY.admin.userId,
    });
    const outside = lookFromOutside({ werkstroom: url, cronus: demo.cronusUrl });
    await tellPurchaseOrderStory({ step, admin, outside });
    await step('the runtime stops', async () => demo?.stop());
    console.log('The walkthrough passed.');
    return true;
  } catch {
    await demo?.stop().catch(() => {});
    console.log('The walkthrough failed.');
    return false;
  }
}
