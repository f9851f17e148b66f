import type { IdSource } from '../../shared/ports/id-source.ts';
import { InvalidTokenError } from '../../shared/ports/state-machines.ts';

/** What a task token stands for. */
export interface TokenContent {
  readonly executionArn: string;
  readonly taskId: string;
}

/** A new token. The secret in it makes it unguessable; what else it says only helps to find its task. */
export function newToken(ids: IdSource, content: TokenContent): string {
  return Buffer.from(JSON.stringify([content.executionArn, content.taskId, ids.newSecret(24)])).toString('base64url');
}

/** @throws InvalidTokenError when the text is no token of ours. */
export function readToken(token: string): TokenContent {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (Array.isArray(content) && content.length === 3 && content.every((part) => typeof part === 'string')) {
      const [executionArn, taskId] = content as [string, string, string];
      return { executionArn, taskId };
    }
  } catch {
    throw new InvalidTokenError("Invalid Token: 'Invalid token'");
  }
  throw new InvalidTokenError("Invalid Token: 'Invalid token'");
}
