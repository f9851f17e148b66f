import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Answers a command (`['aws', 'sts', ...]`) with what it prints. When it throws, the command has failed. */
export type AnswerCommand = (words: readonly string[]) => Promise<string>;

/** Types commands into a shell in which `aws`, `npm` and `npx` are answered by the test. The shell stops at the first command that fails. @throws when one does */
export async function play(commands: string, options: { typed: string; answer: AnswerCommand }): Promise<void> {
  const server = createServer(async (request, response) => {
    const answer = options.answer(JSON.parse(await text(request)));
    await answer.then(
      (printed) => response.end(printed),
      (error) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  try {
    await once(server, 'listening');
    writeFileSync(join(folder, 'ask.mjs'), ASK);
    writeFileSync(join(folder, 'curl.mjs'), CURL);
    writeFileSync(join(folder, 'guide.sh'), `${PREPARED}\n${commands}`);
    writeFileSync(join(folder, 'typed'), options.typed);
    const { port } = server.address() as AddressInfo;
    const env = { PATH: process.env.PATH, NODE: process.execPath, ANSWERS: `http://127.0.0.1:${port}` };
    await run('sh', ['-c', 'sh guide.sh < typed'], { cwd: folder, env });
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

const PREPARED = `set -eu
aws() { "$NODE" ask.mjs aws "$@"; }
npm() { "$NODE" ask.mjs npm "$@"; }
npx() { "$NODE" ask.mjs npx "$@"; }
curl() { "$NODE" curl.mjs "$@"; }`;

const ASK = `
const answer = await fetch(process.env.ANSWERS, { method: 'POST', body: JSON.stringify(process.argv.slice(2)) });
const text = await answer.text();
if (answer.ok) console.log(text);
else { console.error(text); process.exit(1); }
`;

/** As much of curl as the guide uses, so that no machine needs it for its tests: -fsS -X METHOD URL -H HEADER -d BODY. */
const CURL = `
const [, , flags, x, method, url, ...rest] = process.argv;
if (flags !== '-fsS' || x !== '-X') throw new Error('Unknown: ' + process.argv.slice(2));
const of = (flag) => rest.flatMap((word, index) => (rest[index - 1] === flag ? [word] : []));
const headers = Object.fromEntries(of('-H').map((header) => header.split(': ')));
const [body] = of('-d');
const answer = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
const text = await answer.text();
if (answer.ok) console.log(text);
else { console.error(method, url, answer.status, text); process.exit(22); }
`;
