/** Calls the product's own API as a member, as anybody else would. */
export interface ApiClient {
  request<Answer>(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown): Promise<Answer>;
}

/** The API refused what the demo asked for. */
export class DemoRequestError extends Error {
  override readonly name = 'DemoRequestError';
}

/** @param user a member of `company`, whose token the development identity provider gives. */
export async function createApiClient(options: { baseUrl: string; company: string; user: string }): Promise<ApiClient> {
  const { baseUrl, company, user } = options;
  const { token } = await call<{ token: string }>(`${baseUrl}/local/token`, {
    method: 'POST',
    body: { user, company },
  });
  return {
    request: (method, path, body) => call(`${baseUrl}/api/v1/companies/${company}${path}`, { method, token, body }),
  };
}

async function call<Answer>(url: string, options: { method: string; token?: string; body?: unknown }): Promise<Answer> {
  const { method, token, body } = options;
  const answer = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new DemoRequestError(`${method} ${new URL(url).pathname} answered ${answer.status}: ${text}`);
  return JSON.parse(text || 'null') as Answer;
}
