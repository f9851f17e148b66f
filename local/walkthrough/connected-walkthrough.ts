import type { Log } from '../../shared/ports/log.ts';
import { createCleanUp } from '../connected/clean-up.ts';
import { type ConnectedSettings, NotConnectedError, readConnectedSettings } from '../connected/connected-settings.ts';
import { functionNamed } from '../connected/hosted-functions.ts';
import { startConnected } from '../connected/start-connected.ts';
import { createApiClient } from '../demo/api-client.ts';
import { DEMO_COMPANY } from '../demo/demo-company.ts';
import { lookFromOutside } from './outside.ts';
import { tellPurchaseOrderStory } from './purchase-order-story.ts';
import type { Step } from './step-printer.ts';

/** Tells the story with the cloud half between endpoints that stand for AWS. @returns whether every step passed. */
export async function tellConnectedWalkthrough(about: {
  step: Step;
  log: Log;
  flags: readonly string[];
}): Promise<boolean> {
  const settings = settingsOf(about.flags);
  if (!settings) return false;
  const { step, log } = about;
  const cleanUp = createCleanUp(log);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => cleanUp.run().finally(() => process.exit(1)));
  }
  let hasPassed = false;
  try {
    await tell({ settings, step, cleanUp, log });
    hasPassed = true;
  } catch {
    // The step that failed has said why.
  }
  const isClean = await step('everything that was made is removed', () => cleanUp.run()).then(
    () => true,
    () => false,
  );
  console.log(hasPassed && isClean ? 'The walkthrough passed.' : 'The walkthrough failed.');
  return hasPassed && isClean;
}

/** Nothing, when what is set does not suffice; that is said in one line. */
function settingsOf(flags: readonly string[]): ConnectedSettings | undefined {
  try {
    return readConnectedSettings(process.env, flags);
  } catch (error) {
    if (!(error instanceof NotConnectedError)) throw error;
    console.error(error.message);
    return undefined;
  }
}

async function tell(about: Parameters<typeof startConnected>[0]): Promise<void> {
  const { step } = about;
  const { url, cronusUrl, functions } = await startConnected(about);
  const { company, admin: administrator } = DEMO_COMPANY;
  const admin = await createApiClient({ baseUrl: url, company: company.id, user: administrator.userId });
  await tellPurchaseOrderStory({ step, admin, outside: lookFromOutside({ werkstroom: url, cronus: cronusUrl }) });
  await step('the sweep comes by, and nothing was given up on the way', async () => {
    await functionNamed(functions, 'sweep').invoke({});
    const { items } = await admin.request<{ items: readonly object[] }>('GET', '/dead-letters');
    if (items.length > 0) throw new Error(`Given up: ${JSON.stringify(items)}`);
  });
}
