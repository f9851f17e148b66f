import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { HttpClient } from '../../shared/ports/http-client.ts';

/** An ERP that takes commands once by id, as the demo ERP does. */
export interface SystemOfRecord {
  readonly http: HttpClient;
  /** Commands in the order in which they took effect, each once. */
  readonly done: readonly DoneCommand[];
  /** From now on, so many commands of this type are refused. */
  refuseNext(type: string, times: number): void;
  /** From now on, commands are accepted (202) and reported as done by `command.completed` only. */
  reportLater(): void;
}

/** A command that took effect. */
export interface DoneCommand {
  readonly id: string;
  readonly type: string;
  readonly recordId: string;
  readonly values?: JsonObject;
  readonly expected?: JsonObject;
}

/** Makes one that refuses nothing. */
export function createSystemOfRecord(): SystemOfRecord {
  const done: DoneCommand[] = [];
  const answers = new Map<string, { status: number; body: string }>();
  const refusals = new Map<string, number>();
  let taken = 200;
  return {
    done,
    refuseNext: (type, times) => refusals.set(type, times),
    reportLater: () => {
      taken = 202;
    },
    http: {
      async request({ body = '{}' }) {
        const { id, type, record, values, expected } = JSON.parse(body);
        const known = answers.get(id);
        if (known) return { headers: {}, ...known };
        const left = refusals.get(type) ?? 0;
        refusals.set(type, left - 1);
        const answer =
          left > 0 ? { status: 409, body: '{"detail":"Vendor 10000 is blocked."}' } : { status: taken, body: '{}' };
        if (left <= 0) done.push({ id, type, recordId: record.id, values, expected });
        answers.set(id, answer);
        return { headers: {}, ...answer };
      },
    },
  };
}
