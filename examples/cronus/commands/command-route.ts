import type { Ledger } from '../changes/ledger.ts';
import { signatureFault } from '../events/sign.ts';
import type { Response } from '../http/exchange.ts';
import { problemResponse } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { parseJson } from '../records/json.ts';
import { command } from './command.ts';
import { runCommand } from './run-command.ts';

/** Where Werkstroom posts its commands to. */
export const COMMAND_PATH = '/werkstroom/commands';

/** The door for commands. Nothing of the body is looked at before its signature is proven. */
export function commandRoute(ledger: Ledger, options: { secret: string; changed(): void }): Route {
  return {
    method: 'POST',
    path: COMMAND_PATH,
    answer({ headers, body }): Response {
      const text = body.toString('utf8');
      const fault = signatureFault(
        {
          id: headers['webhook-id'] ?? '',
          timestamp: headers['webhook-timestamp'] ?? '',
          signature: headers['webhook-signature'] ?? '',
          body: text,
        },
        options.secret,
        ledger.now(),
      );
      if (fault) return problemResponse(401, fault);
      const asked = command.safeParse(parseJson(text));
      if (!asked.success) return problemResponse(422, `This is not a command: ${faultsOf(asked.error.issues)}`);
      const answer = runCommand(ledger, asked.data);
      options.changed();
      const type = answer.status < 300 ? 'application/json' : 'application/problem+json';
      return { status: answer.status, headers: { 'content-type': type }, body: answer.body };
    },
  };
}

function faultsOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): string {
  return issues.map(({ path, message }) => `${path.join('/') || 'body'}: ${message}`).join('; ');
}
