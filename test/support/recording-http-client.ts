import type { HttpAnswer, HttpClient, OutgoingRequest } from '../../shared/ports/http-client.ts';

/** An HTTP client that reaches nobody, and keeps what it was asked. */
export interface RecordingHttpClient extends HttpClient {
  readonly requests: readonly OutgoingRequest[];
}

/** What an answer may leave out: status 200, no headers, no body. */
export type PartialAnswer = Partial<HttpAnswer>;

/** Answers by a function, which throws where a fault is wanted. 200 without a body when there is no function. */
export function createRecordingHttpClient(
  answer: (request: OutgoingRequest) => PartialAnswer | Promise<PartialAnswer> = () => ({}),
): RecordingHttpClient {
  const requests: OutgoingRequest[] = [];
  return {
    requests,
    async request(request) {
      requests.push(request);
      return { status: 200, headers: {}, body: '', ...(await answer(request)) };
    },
  };
}
