import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemoRuntime } from '../../local/runtime/demo-runtime.ts';

const PATIENCE_MILLISECONDS = 15_000;

/** What the ERP was asked to do. */
export interface AskedCommand {
  readonly type: string;
  readonly record: { readonly entity: string; readonly id: string };
  readonly values?: Readonly<Record<string, unknown>>;
}

export interface EntryInApi {
  readonly id: string;
  readonly approverId: string;
  readonly status: string;
  readonly sequence: number;
  readonly comments: readonly { readonly text: string }[];
}

interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The running runtime with an ERP that does what it is asked. Everything goes through the public API and the webhook. */
export async function startBusinessCentral() {
  const demo = await startDemoRuntime();
  const commands: AskedCommand[] = [];
  const erp = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      commands.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as AskedCommand);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => erp.listen(0, '127.0.0.1', resolve));
  const { port } = erp.address() as AddressInfo;
  const source = { kind: 'standard', commandUrl: `http://127.0.0.1:${port}/commands` };
  await demo.callAs('admin', 'PUT', '/sources/cronus', { body: source });

  const as = (user: string) => ({
    get: (path: string): Promise<ApiAnswer> => demo.callAs(user, 'GET', path),
    post: (path: string, body: object = {}): Promise<ApiAnswer> => demo.callAs(user, 'POST', path, { body }),
    put: (path: string, body: object): Promise<ApiAnswer> => demo.callAs(user, 'PUT', path, { body }),
    delete: (path: string): Promise<ApiAnswer> => demo.callAs(user, 'DELETE', path),
  });
  const entriesOf = async (record: string): Promise<readonly EntryInApi[]> => {
    const { body } = await as('admin').get(`/approval-entries?record=${record}`);
    return (body as { items?: readonly EntryInApi[] }).items ?? [];
  };
  return {
    demo,
    as,
    entriesOf,
    commands,
    /** Commands about one record, in order. */
    commandsFor: (id: string) => commands.filter(({ record }) => record.id === id).map(({ type }) => type),
    /** `approver:status` of the newest request about a record, once it is so. */
    async stands(record: string, expected: string): Promise<void> {
      let seen = '';
      await until(
        async () => {
          seen = (await entriesOf(record)).map(({ approverId, status }) => `${approverId}:${status}`).join(' ');
          return seen === expected;
        },
        () => `${record} stands ${seen}, not ${expected}`,
      );
    },
    until,
    /** Does something with a person's open entry. */
    async act(user: string, record: string, verb: string, comment?: string): Promise<ApiAnswer> {
      const [entry] = (await entriesOf(record)).filter(({ status }) => status === 'open');
      return as(user).post(`/approval-entries/${entry?.id}/${verb}`, comment === undefined ? {} : { comment });
    },
    /** A document or card is sent for approval from the ERP's page. */
    request: (user: string, record: string, content: object): Promise<ApiAnswer> =>
      as(user).post(`/records/${record}/request-approval`, { record: content }),
    /** A copy of a template, enabled. */
    async enable(template: string): Promise<string> {
      const { body } = await as('admin').post('/workflows', { template });
      const { code } = body as { code: string };
      const enabled = await as('admin').post(`/workflows/${code}/enable`);
      if (enabled.status !== 200) throw new Error(`${code}: ${JSON.stringify(enabled.body)}`);
      return code;
    },
    async stop() {
      await demo.stop();
      await new Promise((resolve) => erp.close(resolve));
    },
  };
}

export type BusinessCentral = Awaited<ReturnType<typeof startBusinessCentral>>;

/** Waits until something holds. */
export async function until(holds: () => Promise<boolean>, story: () => string = () => ''): Promise<void> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come about. ${story()}`);
    await pause(25);
  }
}
