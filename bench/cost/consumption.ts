import type { HeardCommand } from '../../test/support/aws/listen-to-clients.ts';
import { createItemMeter } from './item-meter.ts';
import { PRICES } from './list-prices.ts';

/** What something used, by what AWS has a price for. */
export type Consumption = Readonly<Record<Priced, number>>;

type Priced = Exclude<
  keyof typeof PRICES,
  'logGigabyte' | 'lambdaGigabyteSecond' | 'frontDoorRequest' | 'firewallRequest'
>;

/** A warm call of a function, with AWS's answer times. Measured on one machine they are shorter. */
const CALL_SECONDS = 0.06;
const CALL_GIGABYTES = 0.5;
/** Lambda's own lines about a call, and ours. */
const LOG_BYTES_PER_CALL = 700;

/** Counts what is used from now until it is asked. */
export interface Counter {
  hear(heard: HeardCommand): void;
  functionCalled(): void;
  requestCame(): void;
  /** What was used since the last time; begins anew. */
  taken(): Consumption;
}

/** Makes a counter. It must hear everything from the beginning, as it remembers how large items are. */
export function createCounter(): Counter {
  const meter = createItemMeter();
  let used = nothing();
  const add = (what: Priced, amount = 1): void => {
    used = { ...used, [what]: used[what] + amount };
  };
  return {
    functionCalled: () => add('lambdaRequest'),
    requestCame: () => add('apiRequest'),
    hear({ functionName, command, input, output }) {
      const { write, read } = meter(command, input, output);
      if (functionName === undefined) return;
      add('tableWriteUnit', write);
      add('tableReadUnit', read);
      // Each message is sent, received and deleted; Lambda does the latter two.
      if (command === 'SendMessageCommand') add('queueRequest', 3);
      if (command === 'ChangeMessageVisibilityBatchCommand') add('queueRequest');
      if (command === 'PutObjectCommand') add('blobWrite');
      if (command === 'GetObjectCommand') add('blobRead');
      if (command === 'SendEmailCommand') add('mail');
      if (command === 'GetExecutionHistoryCommand') add('stateTransition', statesEntered(output));
    },
    taken() {
      const taken = used;
      used = nothing();
      return taken;
    },
  };
}

/** Dollars, everything included that depends on use. */
export function priceOf(used: Consumption): number {
  const counted = Object.entries(used).reduce((sum, [what, amount]) => sum + amount * PRICES[what as Priced], 0);
  const { lambdaRequest, apiRequest } = used;
  const seconds = lambdaRequest * CALL_SECONDS * CALL_GIGABYTES * PRICES.lambdaGigabyteSecond;
  const door = apiRequest * (PRICES.frontDoorRequest + PRICES.firewallRequest);
  const logs = ((lambdaRequest + apiRequest) * LOG_BYTES_PER_CALL * PRICES.logGigabyte) / 1e9;
  return counted + seconds + door + logs;
}

/** finish-run reads the whole history of a run once: every state that was entered is a transition. */
function statesEntered(output: unknown): number {
  const { events = [] } = output as { events?: readonly { type?: string }[] };
  return events.filter(({ type }) => type?.endsWith('StateEntered')).length;
}

function nothing(): Consumption {
  return {
    stateTransition: 0,
    lambdaRequest: 0,
    tableWriteUnit: 0,
    tableReadUnit: 0,
    queueRequest: 0,
    blobWrite: 0,
    blobRead: 0,
    mail: 0,
    apiRequest: 0,
  };
}
