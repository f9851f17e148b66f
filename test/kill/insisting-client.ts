import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MILLISECONDS = 20;
const GIVE_UP_MILLISECONDS = 120_000;

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Calls until there is an answer, through every death of the server. An answer below 500 is one. */
export async function insistOn(call: Call): Promise<Answer> {
  const until = Date.now() + GIVE_UP_MILLISECONDS;
  for (;;) {
    const answer = await tryOnce(call);
    if (answer && answer.status < 500 && answer.status !== 429) return answer;
    if (Date.now() > until) throw new Error(`${call.method} ${call.url} was not answered: ${JSON.stringify(answer)}`);
    await pause(PAUSE_MILLISECONDS);
  }
}

async function tryOnce({ method, url, headers, body }: Call): Promise<Answer | undefined> {
  try {
    const response = await fetch(url, { method, headers: { ...headers }, ...(body !== undefined && { body }) });
    return { status: response.status, body: await response.text() };
  } catch {
    return undefined;
  }
}
