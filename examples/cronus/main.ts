import { startCronus, type WerkstroomConnection } from './start-cronus.ts';

/** Starts the ERP on its own, beside a Werkstroom that runs elsewhere. README.md says where each setting comes from. */
const DEFAULT_PORT = 4001;

try {
  const cronus = await startCronus({
    port: portIn(process.env.PORT),
    host: process.env.HOST ?? '127.0.0.1',
    dataFolder: process.env.DATA_DIR ?? '.cronus',
    werkstroom: connectionIn(process.env),
  });
  process.stdout.write(`CRONUS is ready:  ${cronus.url}\n  takes commands at ${cronus.commandUrl}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cronus.close().then(() => process.exit(0)));
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

function portIn(text: string | undefined): number {
  const port = Number(text ?? DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`PORT must be a number from 0 to 65535, not ${text}.`);
}

function connectionIn(environment: NodeJS.ProcessEnv): WerkstroomConnection {
  const missing: string[] = [];
  const read = (name: string): string => {
    const value = environment[name];
    if (!value) missing.push(name);
    return value ?? '';
  };
  const connection = {
    baseUrl: read('WERKSTROOM_URL').replace(/\/$/, ''),
    company: read('WERKSTROOM_COMPANY'),
    webhookUrl: read('WERKSTROOM_WEBHOOK_URL'),
    webhookSecret: read('WERKSTROOM_WEBHOOK_SECRET'),
    tokenUrl: read('WERKSTROOM_TOKEN_URL'),
    clientId: read('WERKSTROOM_CLIENT_ID'),
    clientSecret: read('WERKSTROOM_CLIENT_SECRET'),
  };
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')}.`);
  return connection;
}
