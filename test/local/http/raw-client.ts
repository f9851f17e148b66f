import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What came back over a connection: everything, and whether the server has ended it. */
export interface RawAnswer {
  readonly text: string;
  readonly status: number;
  readonly isClosed: boolean;
}

const LONGEST_WAIT_MILLISECONDS = 5_000;

/**
 * Sends bytes as they are, which no HTTP library would.
 *
 * @param parts are sent one after the other, with a short pause between them.
 */
export async function sendRaw(port: number, parts: readonly (string | Uint8Array)[]): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  let isClosed = false;
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('close', () => {
    isClosed = true;
  });
  // A server that has read enough may end the connection while we are still sending.
  socket.on('error', () => {});
  for (const part of parts) {
    if (!socket.destroyed) socket.write(part);
    await pause(20);
  }
  const until = Date.now() + LONGEST_WAIT_MILLISECONDS;
  while (!isClosed && chunks.length === 0 && Date.now() < until) await pause(10);
  await pause(50);
  socket.destroy();
  const text = Buffer.concat(chunks).toString('utf8');
  return { text, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), isClosed };
}
