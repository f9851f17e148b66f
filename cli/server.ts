import { type Arguments, type Shell, textOption } from './shell.ts';

/** The API of one company on a server. */
export interface Server {
  /** The id of the company. */
  readonly company: string;
  /** @param path behind the company, with a slash. @throws ServerError for every answer but 2xx and the statuses that are expected. */
  call(method: string, path: string, body?: unknown, expected?: readonly number[]): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The server can not be reached, or refuses. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
}

/** The server that options or environment name. @throws UsageError */
export function serverOf(shell: Shell, args: Arguments): Server {
  const url = textOption(args, 'url', shell.environment.WERKSTROOM_URL).replace(/\/$/, '');
  const company = textOption(args, 'company', shell.environment.WERKSTROOM_COMPANY);
  const token = textOption(args, 'token', shell.environment.WERKSTROOM_TOKEN);
  const base = `${url}/api/v1/companies/${encodeURIComponent(company)}`;
  return {
    company,
    async call(method, path, body, expected = []) {
      const init = {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      };
      const response = await shell.fetch(`${base}${path}`, init).catch((error: unknown) => {
        throw new ServerError(`${url} can not be reached: ${error instanceof Error ? error.message : String(error)}`);
      });
      const answer = {
        status: response.status,
        body: bodyOf(await response.text(), `${method} ${path}: ${response.status}`),
      };
      if (response.ok || expected.includes(response.status)) return answer;
      throw new ServerError(`${method} ${path}: ${response.status} ${refusalOf(answer.body)}`.trim());
    },
  };
}

/** What a text from a server holds. @throws ServerError where it is no JSON: something else stands at the address, or before the server. */
function bodyOf(text: string, call: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new ServerError(`${call}: what came back is no JSON. Look at --url, and at what stands before the server.`);
  }
}

/** What a problem document says, each single fault in a line of its own. */
function refusalOf(body: unknown): string {
  const { detail, title, errors }: { detail?: string; title?: string; errors?: readonly Fault[] } = Object(body);
  const faults = (errors ?? []).map(
    ({ pointer, parameter, detail: fault }) => `  ${pointer ?? parameter ?? ''}: ${fault}`,
  );
  return [detail ?? title ?? '', ...faults].join('\n');
}

interface Fault {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly detail: string;
}
