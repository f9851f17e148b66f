import { resolve } from 'node:path';
import { createConsoleLog, logLevelOf } from './console-log.ts';
import { startDemo } from './demo/start-demo.ts';
import { type Runtime, startRuntime } from './runtime.ts';

/** A setting of the environment that can not be used. */
class SettingError extends Error {
  override readonly name = 'SettingError';
}

const DEFAULT_PORT = 4000;
/** What is not done by then goes on at the next start. */
const LAST_MILLISECONDS = 2_000;

const dataFolder = resolve(process.env.DATA_DIR ?? '.werkstroom');
/** Obstacles that a person can clear away, by the names of their errors. */
const OBSTACLES = [
  'PortInUseError',
  'FolderLockedError',
  'FolderNotWritableError',
  'DatabaseUnreadableError',
  'SettingError',
];
const withDemo = !process.argv.includes('--no-demo');

try {
  const port = readPort(process.env.PORT);
  const { SMTP_URL: smtpUrl, MAIL_FROM: from = 'werkstroom@localhost' } = process.env;
  const runtime = await startRuntime({
    port,
    dataFolder,
    log: createConsoleLog(logLevelOf(process.env.LOG_LEVEL), Date.now),
    ...(smtpUrl && { smtp: { url: smtpUrl, from } }),
  });
  const cronus = withDemo
    ? await orStop(runtime, startDemo(runtime, { dataFolder, port: port && port + 1 }))
    : undefined;
  stopOnSignal(async () => {
    await cronus?.close();
    await runtime.stop();
  });
  sayReady(runtime, cronus?.url);
} catch (error) {
  process.stderr.write(`${oneLine(error)}\n`);
  process.exit(1);
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 0 && port < 65_535) return port;
  throw new SettingError(`PORT must be a number from 0 to 65534, not ${text}. For example: PORT=4500 npm start`);
}

async function orStop<Result>(runtime: Runtime, starting: Promise<Result>): Promise<Result> {
  try {
    return await starting;
  } catch (error) {
    await runtime.stop();
    throw error;
  }
}

/** It is over soon in any case, so more signals say nothing new: under npm, one Ctrl-C can arrive twice. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), LAST_MILLISECONDS - 100).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

function sayReady({ url }: Runtime, cronusUrl: string | undefined): void {
  const lines = [
    `Werkstroom is ready:  ${url}`,
    `  mail box            ${url}/local/mailbox`,
    ...(cronusUrl ? [`  demo ERP            ${cronusUrl}`] : []),
    `  API                 ${url}/api/v1   (${url}/openapi.json)`,
    `  data                ${dataFolder}`,
  ];
  process.stdout.write(`${lines.join('\n')}\nready\n`);
}

/** Obstacles say what to do in one line; everything else is a fault and shows where it comes from. */
function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return OBSTACLES.includes(error.name) || !error.stack ? error.message : error.stack;
}
