import { setTimeout as pause } from 'node:timers/promises';
import { DEMO_COMPANY } from '../../local/demo/demo-company.ts';
import { seedDemo } from '../../local/demo/seed-demo.ts';
import { signWebhook } from '../../shared/domain/event/webhook-signature.ts';
import { startHostedCloud } from '../../test/support/aws/hosted-cloud.ts';
import { listenToClients } from '../../test/support/aws/listen-to-clients.ts';
import { type Consumption, createCounter } from './consumption.ts';

/** The cloud half in this process, with the demo company, and somebody who counts. */
export interface PricedCloud {
  /** Delivers an event of the source. */
  deliver(event: { id: string; type: string; record: object; previous?: object }): Promise<void>;
  /** The newest link that was sent to decide. */
  newestLink(): string;
  /** Opens a page, or presses its button. */
  visit(link: string, form?: Readonly<Record<string, string>>): Promise<void>;
  /** What all of this used, once nothing moves any more. */
  settled(): Promise<Consumption>;
  stop(): Promise<void>;
}

/** Nothing moves when no function is under way and none has called anything for so long. */
const QUIET_MILLISECONDS = 400;

/** Starts it and sets it up; counting begins with what comes after. */
export async function startPricedCloud(): Promise<PricedCloud> {
  const counter = createCounter();
  let lastHeardAt = 0;
  let underWay = 0;
  const ear = listenToClients((heard) => {
    if (heard.functionName !== undefined) lastHeardAt = Date.now();
    counter.hear(heard);
  });
  const cloud = await startHostedCloud((hosted) => {
    const { declaration, invoke } = ear.follow(hosted);
    return {
      declaration,
      async invoke(event) {
        counter.functionCalled();
        underWay += 1;
        try {
          return await invoke(event);
        } finally {
          underWay -= 1;
          lastHeardAt = Date.now();
        }
      },
    };
  });
  const api = await seedDemo({ url: cloud.url, dependencies: cloud });
  const source = { kind: 'standard', commandUrl: 'https://erp.example/commands' };
  const { secret } = await api.request<{ secret: string }>('PUT', `/sources/${DEMO_COMPANY.source}`, source);
  const settled = async (): Promise<Consumption> => {
    while (underWay > 0 || Date.now() - lastHeardAt < QUIET_MILLISECONDS) await pause(QUIET_MILLISECONDS / 10);
    return counter.taken();
  };
  await settled();
  return {
    async deliver(event) {
      counter.requestCame();
      const body = JSON.stringify(event);
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const signature = signWebhook({ id: event.id, timestamp, body }, secret);
      const answer = await fetch(`${cloud.url}/webhooks/${DEMO_COMPANY.company.id}/${DEMO_COMPANY.source}`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': event.id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signature,
        },
      });
      if (answer.status !== 202) throw new Error(`The event was answered ${answer.status}: ${await answer.text()}`);
    },
    newestLink() {
      const [link] = cloud.aws.ses.mails
        .toReversed()
        .flatMap(({ text }) => /https?:\S+\/approvals\/\S+/.exec(text) ?? []);
      if (link === undefined) throw new Error('No mail with a link was sent.');
      return link;
    },
    async visit(link, form) {
      counter.requestCame();
      const options = form && { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' as const };
      const answer = await fetch(link, options);
      if (answer.status >= 400) throw new Error(`The page was answered ${answer.status}.`);
    },
    settled,
    async stop() {
      await cloud.stop();
      ear.stop();
    },
  };
}
