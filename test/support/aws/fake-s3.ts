import { type FakeAnswer, type FakeRequest, type FakeServer, startFakeServer } from './http-server.ts';

interface StoredObject {
  readonly content: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** A fake that can be told to fail the next requests. */
export interface FakeS3 extends FakeServer {
  /** The paths of all buckets that were created and of all objects. */
  paths(): readonly string[];
  failNext(answer: FakeAnswer | 'hang up', times?: number): void;
}

/** S3 at the wire, as far as the product uses it: put, get and delete of buckets and whole objects, addressed by path. */
export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, StoredObject>();
  const failures: (FakeAnswer | 'hang up')[] = [];
  const server = await startFakeServer(async (request) => {
    const done = perform(objects, request);
    return failures.shift() ?? done;
  });
  return {
    ...server,
    paths: () => [...objects.keys()],
    failNext(answer, times = 1) {
      for (let n = 0; n < times; n++) failures.push(answer);
    },
  };
}

/** An error as S3 tells it. */
export function s3Error(code: string, status: number): FakeAnswer {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

function perform(objects: Map<string, StoredObject>, request: FakeRequest): FakeAnswer {
  const [path = '', query = ''] = request.url.split('?');
  const key = decodeURIComponent(path).replace(/\/$/, '');
  if (request.method === 'GET' && query.includes('list-type=2')) return listing([...objects.keys()], `${key}/`);
  const found = objects.get(key);
  switch (request.method) {
    case 'PUT':
      objects.set(key, { content: contentOf(request), headers: keptHeaders(request) });
      return { status: 200, headers: { etag: '"fake"' } };
    case 'GET':
      return found ? { status: 200, headers: found.headers, body: found.content } : s3Error('NoSuchKey', 404);
    case 'DELETE':
      objects.delete(key);
      return { status: 204 };
    default:
      return s3Error('MethodNotAllowed', 405);
  }
}

function listing(keys: readonly string[], bucket: string): FakeAnswer {
  const contents = keys
    .filter((key) => key.startsWith(bucket))
    .map((key) => `<Contents><Key>${key.slice(bucket.length)}</Key></Contents>`);
  const body = `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult>${contents.join('')}</ListBucketResult>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

function keptHeaders({ headers }: FakeRequest): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => name === 'content-type' || name.startsWith('x-amz-meta-'));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

/** Clients may send the content in signed chunks, each with its size before it. */
function contentOf({ headers, body }: FakeRequest): Buffer {
  if (!String(headers['content-encoding'] ?? '').includes('aws-chunked')) return body;
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const endOfLine = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, endOfLine), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(endOfLine + 2, endOfLine + 2 + size));
    at = endOfLine + 2 + size + 2;
  }
}
