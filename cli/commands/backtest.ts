import { serverOf } from '../server.ts';
import { type Arguments, EXIT, type Shell, textOption, UsageError } from '../shell.ts';

interface Page {
  readonly items: readonly {
    readonly event: { readonly id: string; readonly receivedAt: string };
    readonly simulation: { readonly starts: boolean; readonly outcome?: { readonly status: string } };
  }[];
  readonly totals: { readonly events: number; readonly starts: number; readonly dollars: number };
  readonly next?: string;
}

/** Plays the stored events of a period on a server through a workflow, and says how far it is after each page. Changes and sends nothing. */
export async function backtestCommand(shell: Shell, args: Arguments): Promise<number> {
  const [code, ...others] = args.words;
  if (code === undefined || others.length > 0) throw new UsageError('Name one workflow of the server.');
  const server = serverOf(shell, args);
  const { until } = args.options;
  const period = { since: textOption(args, 'since'), ...(typeof until === 'string' && { until }) };
  const totals = { events: 0, starts: 0, failed: 0, dollars: 0 };
  let cursor: string | undefined;
  do {
    const body = { ...period, ...(cursor !== undefined && { cursor }) };
    const answer = await server.call('POST', `/workflows/${encodeURIComponent(code)}/simulate`, body);
    const page: Page = Object(answer.body).simulation;
    totals.events += page.totals.events;
    totals.starts += page.totals.starts;
    totals.dollars += page.totals.dollars;
    totals.failed += page.items.filter(({ simulation }) => simulation.outcome?.status === 'failed').length;
    if (args.options.json) for (const item of page.items) shell.say(JSON.stringify(item));
    const reached = page.items.at(-1)?.event.receivedAt;
    shell.complain(
      `${totals.events} events${reached === undefined ? '' : ` back to ${reached}`}, ${totals.starts} would start`,
    );
    cursor = page.next;
  } while (cursor !== undefined);
  const { events, starts, failed } = totals;
  const dollars = Number(totals.dollars.toFixed(6));
  if (args.options.json) shell.say(JSON.stringify({ totals: { ...totals, dollars } }));
  else
    shell.say(
      `Of ${events} events ${starts} would start it; ${failed} of these runs would fail. They would cost about $${dollars}.`,
    );
  return failed > 0 ? EXIT.refused : EXIT.ok;
}
