import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { readMessages, writeMessage } from './framed-messages.ts';

/** What an editor learns of a text; the place in it is where `‸` stands. */
export interface YamlLanguageClient {
  /** Labels of what is offered at `‸`, each with what is said of it. */
  complete(marked: string): Promise<ReadonlyMap<string, string>>;
  /** What is said of what stands at `‸`. */
  hover(marked: string): Promise<string>;
  /** Messages of problems. */
  diagnose(text: string): Promise<readonly string[]>;
  stop(): void;
}

const SERVER = join(
  dirname(createRequire(import.meta.url).resolve('yaml-language-server/package.json')),
  'bin/yaml-language-server',
);

type Message = Record<string, unknown>;

/** Starts a language server that knows one schema for all texts, and speaks to it as an editor does (LSP over stdio). */
export async function startYamlLanguageClient(schemaFile: string): Promise<YamlLanguageClient> {
  const server: ChildProcessByStdio<Writable, Readable, null> = spawn(process.execPath, [SERVER, '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const yaml = {
    schemas: { [`file://${schemaFile}`]: ['*.yaml'] },
    schemaStore: { enable: false },
    validate: true,
    completion: true,
    hover: true,
  };
  const answers = new Map<number, (message: Message) => void>();
  const diagnostics = new Map<string, (messages: readonly string[]) => void>();
  const send = (message: Message) => writeMessage(server.stdin, { jsonrpc: '2.0', ...message });
  let count = 0;

  readMessages(server.stdout, (message) => {
    const { id, method, params } = message;
    if (method === 'workspace/configuration') send({ id, result: [yaml, {}, {}, {}, {}] });
    else if (method !== undefined && id !== undefined) send({ id, result: null });
    else if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics: found } = params as { uri: string; diagnostics: { message: string }[] };
      diagnostics.get(uri)?.(found.map(({ message: text }) => text));
    } else if (typeof id === 'number') answers.get(id)?.(message);
  });

  function ask(method: string, params: object): Promise<unknown> {
    count += 1;
    const id = count;
    return new Promise((resolve, reject) => {
      answers.set(id, ({ result, error }) => (error ? reject(new Error(JSON.stringify(error))) : resolve(result)));
      send({ id, method, params });
    });
  }

  function open(text: string): { uri: string; problems: Promise<readonly string[]> } {
    count += 1;
    const uri = `file:///workflow-${count}.yaml`;
    const problems = new Promise<readonly string[]>((resolve) => diagnostics.set(uri, resolve));
    send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
    return { uri, problems };
  }

  function at(marked: string): { textDocument: { uri: string }; position: { line: number; character: number } } {
    const before = marked.slice(0, marked.indexOf('‸'));
    const lines = before.split('\n');
    const { uri } = open(marked.replace('‸', ''));
    return { textDocument: { uri }, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
  }

  await ask('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      workspace: { configuration: true },
      textDocument: { completion: { completionItem: { documentationFormat: ['plaintext'] } }, publishDiagnostics: {} },
    },
  });
  send({ method: 'initialized', params: {} });
  send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml } } });
  // It takes its settings in its own time: until then nothing is wrong with any text.
  while ((await open('kind: none\n').problems).length === 0);

  return {
    async complete(marked) {
      const answer = await ask('textDocument/completion', at(marked));
      const items: { label: string; documentation?: unknown }[] = Object(answer).items ?? answer;
      return new Map(items.map(({ label, documentation }) => [label, textOf(documentation)]));
    },
    async hover(marked) {
      return textOf(Object(await ask('textDocument/hover', at(marked))).contents);
    },
    diagnose: (text) => open(text).problems,
    stop: () => void server.kill(),
  };
}

function textOf(markup: unknown): string {
  return typeof markup === 'string' ? markup : String(Object(markup).value ?? '');
}
