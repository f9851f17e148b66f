import { type Server, serverOf } from '../server.ts';
import { type Arguments, EXIT, type Shell, UsageError } from '../shell.ts';

interface RunSummary {
  readonly id: string;
  readonly workflow: string;
  readonly version: number;
  readonly status: string;
  readonly record?: { readonly entity: string; readonly id: string };
  readonly steps?: readonly {
    readonly title: string;
    readonly kind: string;
    readonly status: string;
    readonly error?: unknown;
  }[];
}

const ACTIONS = ['cancel', 'retry', 'resubmit'];

/** Lists the newest runs of a server, tells one step by step, or cancels, retries or resubmits some. */
export async function runsCommand(shell: Shell, args: Arguments): Promise<number> {
  const [word, ...others] = args.words;
  if (word !== undefined && ACTIONS.includes(word)) return act(shell, args, word, others);
  const server = serverOf(shell, args);
  if (others.length > 0) throw new UsageError(`runs takes one id, or one of ${ACTIONS.join(', ')} and ids.`);
  const { body } = await server.call('GET', word === undefined ? listPath(args) : `/runs/${encodeURIComponent(word)}`);
  if (args.options.json) shell.say(JSON.stringify(body, null, 2));
  else for (const run of word === undefined ? Object(body).items : [body]) tell(shell, run);
  return EXIT.ok;
}

function listPath({ options }: Arguments): string {
  const wanted = ['workflow', 'status', 'record', 'limit'].flatMap((name): [string, string][] => {
    const value = options[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return wanted.length === 0 ? '/runs' : `/runs?${new URLSearchParams(wanted)}`;
}

function tell(shell: Shell, { id, workflow, version, status, record, steps = [] }: RunSummary): void {
  const about = record ? `  ${record.entity} ${record.id}` : '';
  shell.say(`${id}  ${workflow} version ${version}  ${status}${about}`);
  for (const { title, kind, status: state, error } of steps) {
    shell.say(
      `  ${state.padEnd(10)} ${kind.padEnd(9)} ${title}${error === undefined ? '' : `: ${JSON.stringify(error)}`}`,
    );
  }
}

interface Acted {
  readonly results: readonly { readonly id: string; readonly status: number; readonly detail?: string }[];
  readonly next?: string;
}

/** The server takes so many runs in one call. */
const MOST_IDS = 100;

/** Goes on after a refusal: each run is told. */
async function act(shell: Shell, args: Arguments, action: string, ids: readonly string[]): Promise<number> {
  const server = serverOf(shell, args);
  let refused = 0;
  for await (const { id, status, detail } of ids.length > 0
    ? actOnIds(server, action, ids)
    : actOnFiltered(server, action, args)) {
    if (status >= 400) refused++;
    shell.say(`${id}: ${status >= 400 ? detail : `${action} accepted`}`);
  }
  return refused > 0 ? EXIT.refused : EXIT.ok;
}

async function* actOnIds(server: Server, action: string, ids: readonly string[]) {
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    const { body } = await server.call('POST', '/runs/bulk', { action, ids: ids.slice(from, from + MOST_IDS) });
    yield* (body as Acted).results;
  }
}

async function* actOnFiltered(server: Server, action: string, { options }: Arguments) {
  const { status, workflow } = options;
  if (typeof status !== 'string') throw new UsageError(`Name the runs to ${action}, or their --status.`);
  const filter = { status, ...(workflow !== undefined && { workflow }) };
  let cursor: string | undefined;
  do {
    const wanted = { action, filter, ...(cursor !== undefined && { cursor }) };
    const { results, next } = (await server.call('POST', '/runs/bulk', wanted)).body as Acted;
    yield* results;
    cursor = next;
  } while (cursor !== undefined);
}
