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
  const server = serverOf(shell, args);
  if (word !== undefined && ACTIONS.includes(word)) {
    if (others.length === 0) throw new UsageError(`Name the runs to ${word}.`);
    return act(shell, { server, action: word, ids: others });
  }
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

/** Goes on after a refusal: each run is told. */
async function act(
  shell: Shell,
  { server, action, ids }: { server: Server; action: string; ids: readonly string[] },
): Promise<number> {
  let refused = 0;
  for (const id of ids) {
    const path = `/runs/${encodeURIComponent(id)}/${action}`;
    const { status, body } = await server.call('POST', path, {}, [404, 409, 422]);
    if (status >= 400) refused++;
    shell.say(`${id}: ${status >= 400 ? Object(body).detail : `${action} accepted`}`);
  }
  return refused > 0 ? EXIT.refused : EXIT.ok;
}
