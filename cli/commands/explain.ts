import { serverOf } from '../server.ts';
import { type Arguments, EXIT, type Shell, UsageError } from '../shell.ts';

interface Explained {
  readonly type?: string;
  readonly record?: { readonly entity: string; readonly id: string };
  readonly status?: string;
  readonly detail?: string;
  readonly refusals?: readonly { readonly reason: string }[];
  readonly considered?: readonly {
    readonly workflow: string;
    readonly version?: number;
    readonly outcome: string;
    readonly reason?: string;
    readonly runId?: string;
    readonly conditions?: readonly {
      readonly text: string;
      readonly holds: boolean;
      readonly value?: unknown;
      readonly reason?: string;
    }[];
  }[];
}

/** Says of every workflow on an event whether it started and why not; of an event that is not there, what was refused at the webhook. */
export async function explainCommand(shell: Shell, args: Arguments): Promise<number> {
  const [id, ...others] = args.words;
  if (id === undefined || others.length > 0) throw new UsageError('Name one event.');
  const { source } = args.options;
  const query = new URLSearchParams({ explain: 'true', ...(typeof source === 'string' && { source }) });
  const { status, body } = await serverOf(shell, args).call(
    'GET',
    `/events/${encodeURIComponent(id)}?${query}`,
    undefined,
    [404],
  );
  if (args.options.json) shell.say(JSON.stringify(body, null, 2));
  else tell(shell, id, Object(body));
  return status === 404 ? EXIT.refused : EXIT.ok;
}

function tell(shell: Shell, id: string, { type, record, status, detail, refusals = [], considered }: Explained): void {
  if (considered === undefined) {
    shell.say(detail ?? `There is no event ${id}.`);
    return;
  }
  shell.say(`${id}: ${type} of ${record?.entity} ${record?.id}: ${status}`);
  if (considered.length === 0) shell.say('  No workflow starts on this event.');
  for (const { reason } of refusals) shell.say(`  refused: ${reason}`);
  for (const { workflow, version, outcome, reason, runId, conditions = [] } of considered) {
    const name = version === undefined ? workflow : `${workflow} version ${version}`;
    const more = reason ?? (runId === undefined ? undefined : `run ${runId}`);
    shell.say(`  ${name}: ${outcome}${more === undefined ? '' : `: ${more}`}`);
    for (const { text, holds, value, reason: why } of conditions) {
      const compared = value === undefined ? '' : `, it is ${JSON.stringify(value)}`;
      shell.say(`    ${holds ? 'holds' : 'fails'}  ${text}${compared}${why === undefined ? '' : `: ${why}`}`);
    }
  }
}
