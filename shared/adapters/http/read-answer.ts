import type { Dispatcher } from 'undici';
import { type HttpAnswer, HttpUnreachableError } from '../../ports/http-client.ts';

/** Reads an answer to its end, unless it is larger than allowed. @throws HttpUnreachableError */
export async function readAnswer(answer: Dispatcher.ResponseData, maxBytes: number): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // To leave the loop ends the connection: the rest is not even received.
  for await (const chunk of answer.body) {
    const part: Buffer = chunk;
    bytes += part.byteLength;
    if (bytes > maxBytes) throw new HttpUnreachableError(`The answer is larger than ${maxBytes} bytes.`);
    chunks.push(part);
  }
  const headers = Object.entries(answer.headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
