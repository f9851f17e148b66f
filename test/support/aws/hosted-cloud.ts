import { type CloudHost, startCloudHost } from '../../../local/connected/cloud-host.ts';
import { functionNamed, type HostedFunction, invokeTask } from '../../../local/connected/hosted-functions.ts';
import { createEngine } from '../../../local/engine/engine.ts';
import { statusChangeEvent } from '../../../local/status-change-event.ts';
import { openDatabase } from '../../../local/store/database.ts';
import { systemClock as clock } from '../../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../../shared/adapters/system/system-id-source.ts';
import { createSilentLog } from '../silent-log.ts';
import { type FakeAws, startFakeAws } from './fake-aws.ts';

/** The cloud half in one process: the functions' own entries and adapters, AWS at the wire behind them. */
export interface HostedCloud extends CloudHost {
  readonly aws: FakeAws;
  /** Everything that the engine, a queue or API Gateway could not do. */
  readonly faults: readonly unknown[];
}

/**
 * Starts it. The environment of this process is changed, so one at a time.
 *
 * @param follow puts something around each function, as soon as it is loaded.
 */
export async function startHostedCloud(follow?: (hosted: HostedFunction) => HostedFunction): Promise<HostedCloud> {
  const log = createSilentLog();
  const database = openDatabase(':memory:');
  let functions: readonly HostedFunction[] = [];
  const engine = createEngine({
    database,
    clock,
    ids: createSystemIdSource(clock),
    invokeFunction: (name, payload) => invokeTask(functions, name, payload),
    onStatusChange: async (change) => {
      await functionNamed(functions, 'finish-run').invoke(statusChangeEvent(change));
    },
    onFault: (error) => log.error('engine', error),
  });
  const aws = await startFakeAws(engine);
  const host = await startCloudHost({
    environment: aws.environment,
    queueUrls: aws.sqs.urls,
    waitSeconds: 0,
    acceptsClient: async (clientId, clientSecret) => aws.cognito.accepts(clientId, clientSecret),
    mails: () => aws.ses.mails,
    log,
    ...(follow && { follow }),
  });
  functions = host.functions;
  await engine.startUp();
  return {
    ...host,
    aws,
    faults: log.errors,
    async stop() {
      await host.stop();
      await engine.drain(1_000);
      await aws.close();
      await database.close();
    },
  };
}
