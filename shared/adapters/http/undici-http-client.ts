import { isIP } from 'node:net';
import { Agent, request } from 'undici';
import {
  AddressNotAllowedError,
  type HttpAnswer,
  type HttpClient,
  HttpUnreachableError,
  type OutgoingRequest,
} from '../../ports/http-client.ts';
import type { AddressKind } from './address-kind.ts';
import { checkAddress, guardedLookup, type Resolve, systemResolve } from './guarded-lookup.ts';
import { readAnswer } from './read-answer.ts';
import { redirectOf } from './redirect.ts';

/** An HTTP client whose connections may be ended. */
export interface UndiciHttpClient extends HttpClient {
  /** Ends idle connections and refuses further requests. */
  close(): Promise<void>;
}

export interface UndiciHttpClientOptions {
  /** On one machine, systems beside us listen on loopback. Never in the cloud: Lambda's runtime interface does too. */
  readonly allowLoopback: boolean;
  /** How names are resolved; by the system when absent. */
  readonly resolve?: Resolve;
}

const DEFAULT_TIMEOUT_MILLISECONDS = 15_000;
const DEFAULT_MAX_ANSWER_BYTES = 1_048_576;
const MAX_REDIRECTS = 3;

/** Outgoing HTTP by undici, with the guard that the port describes. */
export function createUndiciHttpClient(options: UndiciHttpClientOptions): UndiciHttpClient {
  const { resolve = systemResolve } = options;
  const agents = new Map<string, Agent>();
  /** Connections are kept for further requests under the same rules only. */
  const agentFor = (allowed: ReadonlySet<AddressKind>): Agent => {
    const rules = [...allowed].join(' ');
    const agent = agents.get(rules) ?? new Agent({ connect: { lookup: guardedLookup(allowed, resolve) } });
    agents.set(rules, agent);
    return agent;
  };

  const send = async (outgoing: OutgoingRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const url = new URL(outgoing.url);
    const allowed = allowedKinds(url, { ...options, allowPrivateAddress: outgoing.allowPrivateAddress === true });
    checkUrl(url, allowed);
    const answer = await request(url, {
      dispatcher: agentFor(allowed),
      method: outgoing.method,
      headers: { 'user-agent': 'Werkstroom', ...outgoing.headers },
      signal,
      ...(outgoing.body !== undefined && { body: outgoing.body }),
    });
    return readAnswer(answer, outgoing.maxAnswerBytes ?? DEFAULT_MAX_ANSWER_BYTES);
  };

  const follow = async (first: OutgoingRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    let outgoing = first;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const answer = await send(outgoing, signal);
      const redirected = redirectOf(outgoing, answer);
      if (!redirected) return answer;
      outgoing = redirected;
    }
    throw new HttpUnreachableError(`The target redirected more than ${MAX_REDIRECTS} times.`);
  };

  return {
    async request(outgoing) {
      // The time that an answer may take is real time, whatever the clock of the platform says.
      const signal = AbortSignal.timeout(outgoing.timeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS);
      try {
        return await follow(outgoing, signal);
      } catch (error) {
        throw faultOf(error);
      }
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.close()));
    },
  };
}

/** Without TLS only to where the network is our own. */
function allowedKinds(
  url: URL,
  rules: { allowLoopback: boolean; allowPrivateAddress: boolean },
): ReadonlySet<AddressKind> {
  const kinds = new Set<AddressKind>();
  if (url.protocol === 'https:') kinds.add('public');
  if (rules.allowPrivateAddress) kinds.add('private');
  if (rules.allowLoopback) kinds.add('loopback');
  return kinds;
}

function checkUrl(url: URL, allowed: ReadonlySet<AddressKind>): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new AddressNotAllowedError(`Requests by ${url.protocol} are not allowed.`);
  }
  if (allowed.size === 0) throw new AddressNotAllowedError('Only https is allowed.');
  if (url.username !== '' || url.password !== '') {
    throw new AddressNotAllowedError('Credentials in an address are not allowed.');
  }
  // No lookup happens for a host that is an address already.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) checkAddress(host, allowed);
}

/** The fault that the port promises. A refusal of the lookup comes wrapped in an error of the connection. */
function faultOf(error: unknown): Error {
  const fault = causesOf(error).find(
    (cause) => cause instanceof AddressNotAllowedError || cause instanceof HttpUnreachableError,
  );
  if (fault) return fault;
  const { code } = error instanceof Error && 'code' in error ? error : { code: undefined };
  const detail = error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : code;
  return new HttpUnreachableError(`The target could not be reached: ${detail ?? 'no usable answer'}.`, {
    cause: error,
  });
}

function causesOf(error: unknown): readonly Error[] {
  if (!(error instanceof Error)) return [];
  const parts: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error, ...[...parts, error.cause].flatMap((part) => causesOf(part))];
}
