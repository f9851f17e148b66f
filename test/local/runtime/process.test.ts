import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RuntimeProcess, startProcess } from './runtime-process.ts';

let folder = '';
const started: RuntimeProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'werkstroom-process-'));
});

afterEach(async () => {
  for (const one of started.splice(0)) {
    one.signal('SIGKILL');
    await one.ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(environment: Readonly<Record<string, string>> = {}, ...options: string[]): RuntimeProcess {
  const process = startProcess({ environment: { DATA_DIR: folder, ...environment }, arguments: options });
  started.push(process);
  return process;
}

/** Takes a port of this machine, the one before which is free. */
async function occupy(): Promise<{ port: number; free(): void }> {
  const server = createServer();
  const port = await listen(server, 0);
  const before = createServer();
  const isBeforeFree = await listen(before, port - 1).then(
    () => true,
    () => false,
  );
  before.close();
  if (isBeforeFree) return { port, free: () => server.close() };
  server.close();
  return occupy();
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function expectOneLine(process: RuntimeProcess, line: RegExp): Promise<void> {
  expect(await process.ended).toBe(1);
  expect(process.errors()).toMatch(line);
  expect(process.errors().trimEnd().split('\n')).toHaveLength(1);
  expect(process.output()).toBe('');
}

describe('what keeps the runtime from starting is said in one line, with exit code 1', () => {
  it('its port is in use', async () => {
    const { port, free } = await occupy();
    await expectOneLine(start({ PORT: String(port) }, '--no-demo'), new RegExp(`^Port ${port} is in use\\. `));
    free();
  });

  it('the port of the demo ERP is in use: the next one', async () => {
    const { port, free } = await occupy();
    await expectOneLine(start({ PORT: String(port - 1) }), new RegExp(`^Port ${port} is in use, `));
    free();
  });

  it.each(['abc', '65535', '80.5'])('its port is no port: %j', async (port) => {
    await expectOneLine(start({ PORT: port }), /^PORT must be a number from 0 to 65534/);
  });

  it('its folder is in use by another one, which goes on', async () => {
    const first = start({}, '--no-demo');
    const url = await first.ready();
    await expectOneLine(start({}, '--no-demo'), /^The data folder .* is in use by another Werkstroom\. /);
    expect((await fetch(`${url}/openapi.json`)).status).toBe(200);
  });

  it('its folder is a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expectOneLine(start({ DATA_DIR: file }), /^The data folder .* can not be written: /);
  });
});

describe('the runtime', () => {
  it('prints where everything is, and ready', async () => {
    const process = start();
    const url = await process.ready();
    for (const address of [`${url}/local/mailbox`, `${url}/openapi.json`]) {
      expect(process.output()).toContain(address);
      expect((await fetch(address)).status).toBe(200);
    }
    expect(process.output()).toMatch(/demo ERP {12}http:\/\/127\.0\.0\.1:\d+/);
    expect(process.errors()).toBe('');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends by %s within two seconds, with exit code 0', async (name) => {
    const process = start();
    await process.ready();
    const before = Date.now();
    process.signal(name);
    expect(await process.ended).toBe(0);
    expect(Date.now() - before).toBeLessThan(2_000);
    expect(process.errors()).toBe('');
  });

  it.each([
    ['once', 1],
    ['twice, from the terminal and from npm', 2],
  ])(
    'ends within two seconds also while a request is under way that does not end, when Ctrl-C arrives %s',
    async (_how, times) => {
      const process = start({}, '--no-demo');
      const url = await process.ready();
      const slow = connect(Number(new URL(url).port), '127.0.0.1');
      slow.on('error', () => {});
      slow.write('POST /local/token HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{');
      await fetch(url);
      const before = Date.now();
      for (let time = 0; time < times; time++) {
        process.signal('SIGINT');
        await pause(50);
      }
      expect(await process.ended).toBe(0);
      expect(Date.now() - before).toBeLessThan(2_000);
      slow.destroy();
    },
  );

  it.each(['SIGINT', 'SIGKILL'] as const)(
    'goes on where it was when it was ended by %s: the mail is there, its link decides, nothing is asked twice',
    async (name) => {
      const first = start();
      const mailsBefore = await mailsOf(await first.ready());
      first.signal(name);
      await first.ended;

      const second = start();
      const url = await second.ready();
      const mails = await mailsOf(url);
      expect(mails.map(({ id, subject }) => [id, subject])).toEqual(
        mailsBefore.map(({ id, subject }) => [id, subject]),
      );
      const link = mails[0]?.links.find((one) => one.startsWith(`${url}/approvals/`)) ?? '';
      const body = new URLSearchParams({ decision: 'approve' });
      const answer = await fetch(link, { method: 'POST', body });
      expect(await answer.text()).toContain('You approved this');
    },
  );
});

interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly links: readonly string[];
}

async function mailsOf(url: string): Promise<readonly Mail[]> {
  return (await (await fetch(`${url}/local/mails`)).json()) as readonly Mail[];
}
