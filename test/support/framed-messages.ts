import type { Readable, Writable } from 'node:stream';

/** Writes a JSON message with its length before it, as the Language Server Protocol frames them. */
export function writeMessage(stream: Writable, message: object): void {
  const body = Buffer.from(JSON.stringify(message));
  stream.write(`Content-Length: ${body.length}\r\n\r\n`);
  stream.write(body);
}

/** Reads such messages as they come. */
export function readMessages(stream: Readable, take: (message: Record<string, unknown>) => void): void {
  let pending = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const head = pending.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(pending.subarray(0, head).toString())?.[1]);
      const end = head + 4 + length;
      if (pending.length < end) return;
      const body = pending.subarray(head + 4, end).toString();
      pending = pending.subarray(end);
      take(JSON.parse(body));
    }
  });
}
