import { createConnection } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type LocalServer, PortInUseError, startHttpServer } from '../../../local/http/server.ts';
import type { LocalRequest } from '../../../local/http/to-http-event.ts';
import type { HttpAnswer } from '../../../shared/middleware/http-event.ts';
import { createEagerClock } from '../../support/eager-clock.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';
import { sendRaw } from './raw-client.ts';

const servers: LocalServer[] = [];
const MEBIBYTE = 1_048_576;

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(handle: (request: LocalRequest) => Promise<HttpAnswer> = echo, port = 0): Promise<LocalServer> {
  const server = await startHttpServer({ port, clock: createEagerClock(), ids: createSeededIdSource(), handle });
  servers.push(server);
  return server;
}

/** Answers what was asked. */
async function echo({ method, url, headers, body }: LocalRequest): Promise<HttpAnswer> {
  const { 'x-probe': probe } = headers;
  return { statusCode: 200, body: JSON.stringify({ method, url, probe, bytes: body.length }) };
}

describe('the server', () => {
  it('hands on method, address and headers as they came', async () => {
    const { port } = await start();
    const { text } = await sendRaw(port, [
      'PATCH /a%2Fb?c=%20&c=2 HTTP/1.1\r\nHost: x\r\nX-Probe: 1\r\nx-probe: 2\r\nContent-Length: 3\r\n\r\nabc',
    ]);
    const { probe, ...rest } = JSON.parse(text.split('\r\n\r\n')[1]?.replace(/^[0-9a-f]+\r\n|\r\n.*$/gs, '') ?? '');
    expect(rest).toEqual({ method: 'PATCH', url: '/a%2Fb?c=%20&c=2', bytes: 3 });
    expect(probe.replace(' ', '')).toBe('1,2');
  });

  it('answers bytes that were handed over in base64', async () => {
    const { port } = await start(async () => ({
      statusCode: 200,
      body: Buffer.from([0, 255, 128]).toString('base64'),
      isBase64Encoded: true,
    }));
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255, 128]);
  });

  it.each([
    [200, 'größer', '8'],
    [200, undefined, '0'],
    [204, undefined, undefined],
  ])('tells the length of an answer %i with %j: %s bytes', async (statusCode, body, length) => {
    const { port } = await start(async () => ({ statusCode, ...(body !== undefined && { body }) }));
    const { text } = await sendRaw(port, ['GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n']);
    expect(/^content-length: (\d+)\r$/m.exec(text)?.[1]).toBe(length);
    expect(text).not.toMatch(/^transfer-encoding/im);
  });

  it('answers HEAD without the body', async () => {
    const { port } = await start();
    const { text, status } = await sendRaw(port, ['HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n']);
    expect(status).toBe(200);
    expect(text.endsWith('\r\n\r\n')).toBe(true);
  });

  it('listens on this machine only', async () => {
    const { port } = await start();
    await expect(fetch(`http://[::1]:${port}/`)).rejects.toThrow();
  });

  it('says that the port is taken, and what to do', async () => {
    const { port } = await start();
    await expect(start(echo, port)).rejects.toThrow(PortInUseError);
    await expect(start(echo, port)).rejects.toThrow(`Port ${port} is in use. Stop the other program`);
  });

  it('breaks off a request whose answer can not be written, and lives on', async () => {
    const { port } = await start(async ({ url }) =>
      url === '/bad' ? { statusCode: 200, headers: { 'x-bad': 'a\nb' } } : echoed,
    );
    await expect(fetch(`http://127.0.0.1:${port}/bad`)).rejects.toThrow();
    expect((await fetch(`http://127.0.0.1:${port}/good`)).status).toBe(200);
  });

  it.each([
    '\0\0\0\0\r\n\r\n',
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    `GET / HTTP/1.1\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`,
  ])('refuses what is no HTTP and lives on: %.20j', async (nonsense) => {
    const { port } = await start();
    const { status } = await sendRaw(port, [nonsense]);
    expect(status).toBeGreaterThanOrEqual(400);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  });
});

const echoed: HttpAnswer = { statusCode: 200, body: '{}' };

describe('a body', () => {
  it('of 10 MiB is taken', async () => {
    const { port } = await start();
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: Buffer.alloc(10 * MEBIBYTE) });
    expect(await answer.json()).toMatchObject({ bytes: 10 * MEBIBYTE });
  });

  it.each([
    ['announced', true],
    ['in chunks', false],
  ])('that is larger gets the answer 413, not a broken connection: %s', async (_how, isAnnounced) => {
    const { port } = await start();
    const large = Buffer.alloc(10 * MEBIBYTE + 1);
    const length = isAnnounced ? `Content-Length: ${large.length}` : 'Transfer-Encoding: chunked';
    const head = `POST / HTTP/1.1\r\nHost: x\r\n${length}\r\n\r\n`;
    const chunkHead = isAnnounced ? '' : `${large.length.toString(16)}\r\n`;
    const { status, text } = await sendRaw(port, [head, chunkHead, large, isAnnounced ? '' : '\r\n0\r\n\r\n']);
    expect(status).toBe(413);
    expect(text).toContain('application/problem+json');
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  });

  it('that is larger reaches a client that sends all of it before it listens', async () => {
    const { port } = await start();
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: Buffer.alloc(12 * MEBIBYTE) });
    expect(answer.status).toBe(413);
  });

  it('that comes slowly keeps nobody else waiting', async () => {
    const { port } = await start();
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n';
    const slow = sendRaw(port, [head, 'a', 'b', 'c', 'd', 'e']);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    expect((await slow).text).toContain('"bytes":5');
  });

  it('that never comes whole is forgotten with its connection', async () => {
    let asked = 0;
    const { port } = await start(async () => {
      asked += 1;
      return echoed;
    });
    const socket = createConnection(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nabc');
    await pause(50);
    socket.destroy();
    await pause(50);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    expect(asked).toBe(1);
  });
});

describe('closing', () => {
  it('lets a request that is under way have its answer', async () => {
    let answer: (() => void) | undefined;
    const server = await start(
      () =>
        new Promise((resolve) => {
          answer = () => resolve(echoed);
        }),
    );
    const request = fetch(`http://127.0.0.1:${server.port}/`);
    while (!answer) await pause(5);
    const closed = server.close();
    answer();
    expect((await request).status).toBe(200);
    await closed;
    await expect(fetch(`http://127.0.0.1:${server.port}/`)).rejects.toThrow();
  });

  it('does not wait for one that never ends, nor for connections that nobody uses', async () => {
    const server = await start(() => new Promise(() => {}));
    const request = fetch(`http://127.0.0.1:${server.port}/`).catch(() => 'broken off');
    await pause(50);
    const before = Date.now();
    await server.close();
    expect(Date.now() - before).toBeLessThan(2_000);
    expect(await request).toBe('broken off');
  });
});
