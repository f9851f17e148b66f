import { mappingOf, type Source, secretNameOf } from '../domain/company/company.ts';
import { fieldsToSource } from '../domain/event/map-record.ts';
import { signWebhook } from '../domain/event/webhook-signature.ts';
import type { JsonObject } from '../domain/json/json.ts';
import type { RecordKey } from '../domain/record/record.ts';
import { AddressNotAllowedError, type HttpAnswer, HttpUnreachableError } from '../ports/http-client.ts';
import type { Ports } from '../ports/ports.ts';
import { sourceItems } from '../repositories/company-items.ts';

/** What the platform asks a source to do to a record. */
export interface Command {
  /** Stable over retries: the source does it once. */
  readonly id: string;
  /** `record.release`, `record.reopen`, `record.setStatus`, ... */
  readonly type: string;
  readonly record: RecordKey;
  /** In the words of our field catalogue. */
  readonly values?: JsonObject;
  /** Values that the record is expected to have, in the same words: a source that finds others refuses. */
  readonly expected?: JsonObject;
  readonly contentHash?: string;
  readonly runId: string;
  readonly user?: string;
}

/** `accepted`: the source will send `command.completed`. `refused`: it will not, for this reason. `unavailable`: try again later. */
export type CommandAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Posts a signed command to the source of the record (Standard Webhooks), told in the source's own words. */
export async function sendCommand(
  ports: Pick<Ports, 'store' | 'secrets' | 'http' | 'clock'>,
  command: Command,
): Promise<CommandAnswer> {
  const { company, source: id } = command.record;
  const source = (await sourceItems.get(ports.store, { company, id }))?.value;
  if (!source?.commandUrl) {
    return { kind: 'refused', reason: `Source ${id} takes no commands. Set its "commandUrl", then retry.` };
  }
  const secret = await newestSecret(ports, source);
  if (!secret) return { kind: 'refused', reason: `Source ${id} has no signing secret. Rotate its secret, then retry.` };
  try {
    return answerOf(await post(ports, { command, source, url: source.commandUrl, secret }));
  } catch (error) {
    if (error instanceof AddressNotAllowedError) return { kind: 'refused', reason: error.message };
    if (error instanceof HttpUnreachableError) return { kind: 'unavailable', reason: error.message };
    throw error;
  }
}

async function newestSecret(ports: Pick<Ports, 'secrets'>, source: Source): Promise<string | undefined> {
  const newest = Math.max(...source.secretVersions.map(({ version }) => version));
  return ports.secrets.get(secretNameOf(source, newest));
}

function post(
  ports: Pick<Ports, 'http' | 'clock'>,
  message: { command: Command; source: Source; url: string; secret: string },
): Promise<HttpAnswer> {
  const { command, source, url, secret } = message;
  const { record, values, expected, ...rest } = command;
  const mapping = mappingOf(source, record.entity);
  const body = JSON.stringify({
    ...rest,
    record: { entity: record.entity, id: record.id },
    ...(values && { values: fieldsToSource(values, mapping) }),
    ...(expected && { expected: fieldsToSource(expected, mapping) }),
  });
  const timestamp = String(Math.floor(ports.clock.now() / 1000));
  return ports.http.request({
    method: 'POST',
    url,
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': command.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signWebhook({ id: command.id, timestamp, body }, secret),
    },
    ...(source.allowPrivateAddress && { allowPrivateAddress: true }),
  });
}

function answerOf(answer: HttpAnswer): CommandAnswer {
  if (answer.status === 202) return { kind: 'accepted' };
  if (answer.status >= 200 && answer.status < 300) return { kind: 'done' };
  const reason = reasonOf(answer);
  return answer.status === 409 || answer.status === 422
    ? { kind: 'refused', reason }
    : { kind: 'unavailable', reason: `The source answered ${answer.status}: ${reason}` };
}

/** `detail` or `title` of problem+json. Texts of a source are shown to people, so their length is bounded. */
function reasonOf({ status, body }: HttpAnswer): string {
  try {
    const problem: unknown = JSON.parse(body);
    if (typeof problem === 'object' && problem !== null) {
      const text = ('detail' in problem && problem.detail) || ('title' in problem && problem.title);
      if (typeof text === 'string') return text.slice(0, 1000);
    }
  } catch {
    return `The source refused without a reason (status ${status}).`;
  }
  return `The source refused without a reason (status ${status}).`;
}
