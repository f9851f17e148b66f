import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeMachine } from '../../shared/adapters/stepfunctions/remove-machine.ts';
import { createSfnClient } from '../../shared/adapters/stepfunctions/sfn-client.ts';
import { createSfnStateMachines } from '../../shared/adapters/stepfunctions/sfn-state-machines.ts';
import type { Json } from '../../shared/domain/json/json.ts';
import type { Log } from '../../shared/ports/log.ts';
import { workflowItems, workflowsOfCompany } from '../../shared/repositories/workflow-items.ts';
import { logLevelOf } from '../console-log.ts';
import { DEMO_COMPANY } from '../demo/demo-company.ts';
import { startDemo } from '../demo/start-demo.ts';
import { statusChangeEvent } from '../status-change-event.ts';
import type { Step } from '../walkthrough/step-printer.ts';
import type { CleanUp } from './clean-up.ts';
import { type CloudHost, startCloudHost } from './cloud-host.ts';
import { type ConnectedSettings, sdkEnvironment } from './connected-settings.ts';
import { startEngineEndpoint } from './engine-endpoint.ts';
import { functionNamed, type HostedFunction, invokeTask } from './hosted-functions.ts';
import { startLambdaEndpoint } from './lambda-endpoint.ts';
import { allowLoopback } from './loopback-http.ts';
import { startMailRecorder } from './mail-recorder.ts';
import { probeStateMachines } from './state-machine-probe.ts';
import { createTemporaryCloud } from './temporary-cloud.ts';
import { ignoreNotBegun, openRuns, watchExecutions } from './watch-executions.ts';

/** The cloud half with the demo, between endpoints that stand for AWS. */
export interface ConnectedDemo {
  readonly url: string;
  readonly cronusUrl: string;
  readonly functions: readonly HostedFunction[];
}

/** How long an empty queue holds its answer back. */
const WAIT_SECONDS = 1;

/** Makes everything, starts everything and sets the demo up, in steps. What `cleanUp` is told undoes it. */
export async function startConnected(options: {
  settings: ConnectedSettings;
  step: Step;
  cleanUp: CleanUp;
  log: Log;
}): Promise<ConnectedDemo> {
  const { settings, step, cleanUp, log } = options;
  const name = `werkstroom-walkthrough-${randomBytes(4).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'werkstroom-'));
  cleanUp.add(async () => rmSync(folder, { recursive: true, force: true }));

  let functions: readonly HostedFunction[] = [];
  const invokeFunction = (called: string, payload: Json): Promise<Json> => invokeTask(functions, called, payload);
  const surroundings = await startSurroundings({ settings, invokeFunction, cleanUp, log });
  const { environment, endpoints } = surroundings;
  Object.assign(process.env, environment);
  const cloud = await step(
    'a table, queues, a bucket, a user pool and a sender are made at the endpoints',
    () => createTemporaryCloud(name, cleanUp.add),
    () => [`named ${name}`, ...Object.entries(endpoints).map(([service, url]) => `${service} ${url}`)].join('\n'),
  );
  const host = await step(
    'the functions are loaded by the entries that are deployed, and fed by queues and requests',
    async () => {
      allowLoopback();
      return startCloudHost({
        environment: {
          ...environment,
          ...cloud.environment,
          EXECUTION_ROLE_ARN: settings.executionRoleArn,
          POWERTOOLS_LOG_LEVEL: logLevelOf(process.env.LOG_LEVEL ?? 'error').toUpperCase(),
        },
        queueUrls: cloud.queueUrls,
        waitSeconds: WAIT_SECONDS,
        acceptsClient: cloud.acceptsClient,
        mails: () => surroundings.mails,
        log,
      });
    },
    (started) => started.functions.map(({ declaration }) => declaration.name).join(', '),
  );
  cleanUp.add(host.stop);
  functions = host.functions;
  const stopMachines = await step(
    `${settings.withOwnEngine ? 'our own engine' : 'Step Functions'} runs a machine that calls a function`,
    () => startMachines({ host, name, lambdaUrl: surroundings.lambdaUrl, settings, log }),
  );
  cleanUp.add(stopMachines);
  const cronus = await step(
    'the demo company is set up, and the ERP asks for its first approval',
    () => startDemo({ ...host, dependencies: host, showCronus: () => {} }, { dataFolder: folder, port: 0 }),
    ({ url }) => `${host.url}, ERP ${url}`,
  );
  cleanUp.add(cronus.close);
  return { url: host.url, cronusUrl: cronus.url, functions };
}

interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  /** For people: which service is where. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly mails: Awaited<ReturnType<typeof startMailRecorder>>['mails'];
  readonly lambdaUrl: string;
}

/** What stands between us and the endpoints: the copy of mails, and whatever lets machines call functions. */
async function startSurroundings(options: {
  settings: ConnectedSettings;
  invokeFunction(name: string, payload: Json): Promise<Json>;
  cleanUp: CleanUp;
  log: Log;
}): Promise<Surroundings> {
  const { settings, invokeFunction, cleanUp, log } = options;
  const recorder = await startMailRecorder(settings.endpoints.SESV2);
  cleanUp.add(recorder.stop);
  const own = { SESV2: recorder.url };
  if (settings.withOwnEngine) {
    const engine = await startEngineEndpoint({ invokeFunction, log });
    cleanUp.add(engine.stop);
    const endpoints = { ...settings.endpoints, SFN: engine.url };
    return {
      environment: sdkEnvironment({ endpoints: { ...endpoints, ...own } }, process.env),
      endpoints: { ...endpoints, SFN: `${engine.url}, our own engine` },
      mails: recorder.mails,
      lambdaUrl: '',
    };
  }
  const lambda = await startLambdaEndpoint({ port: settings.lambdaPort, invokeFunction });
  cleanUp.add(lambda.close);
  const lambdaUrl = `http://127.0.0.1:${lambda.port}`;
  return {
    environment: sdkEnvironment({ endpoints: { ...settings.endpoints, ...own } }, process.env),
    endpoints: { ...settings.endpoints, LAMBDA: `${lambdaUrl}, these functions` },
    mails: recorder.mails,
    lambdaUrl,
  };
}

/** Proves that machines run, and tells of those that end. @returns what stops and deletes those of the demo. */
async function startMachines(options: {
  host: CloudHost;
  name: string;
  lambdaUrl: string;
  settings: ConnectedSettings;
  log: Log;
}): Promise<() => Promise<void>> {
  const { host, name, lambdaUrl, log, settings } = options;
  const { store, functions } = host;
  const client = createSfnClient();
  const machines = createSfnStateMachines({ client, executionRoleArn: settings.executionRoleArn });
  const remove = (stateMachineArn: string): Promise<void> => removeMachine(client, stateMachineArn);
  await probeStateMachines({ machines, name, lambdaUrl, remove });
  const company = DEMO_COMPANY.company.id;
  const watch = watchExecutions({
    store,
    machines,
    company,
    log,
    tell: (change) => functionNamed(functions, 'finish-run').invoke(statusChangeEvent(change)),
  });
  return async () => {
    await watch.stop();
    for (const { executionArn } of await openRuns(store, company)) {
      if (executionArn !== undefined) await machines.stop({ executionArn }).catch(ignoreNotBegun);
    }
    const workflows = await workflowItems.queryAll(store, { index: 'base', partition: workflowsOfCompany(company) });
    for (const { value } of workflows) {
      if (value.stateMachineArn !== undefined) await remove(value.stateMachineArn);
    }
    client.destroy();
  };
}
