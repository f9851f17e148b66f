/** Why a request is turned away before anybody looks at it. */
export interface GuardFault {
  readonly status: 403 | 421;
  readonly detail: string;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]', '::1'];

/** An ERP on loopback answers to loopback names only, so that no web page can reach it by pointing a name of its own here. */
export function hostFault(hostHeader: string | undefined, listensOn: string): GuardFault | undefined {
  if (!LOOPBACK.includes(listensOn)) return undefined;
  const name = (hostHeader ?? '').replace(/:\d+$/, '').toLowerCase();
  return LOOPBACK.includes(name) ? undefined : { status: 421, detail: 'This ERP is reached under another name.' };
}

/** A change that another site's page sends is refused. Programs send no Origin, and prove themselves otherwise or are local. */
export function originFault(method: string, headers: Readonly<Record<string, string>>): GuardFault | undefined {
  const { origin, host } = headers;
  if (method === 'GET' || method === 'HEAD' || origin === undefined) return undefined;
  return URL.parse(origin)?.host === host
    ? undefined
    : { status: 403, detail: 'This request comes from another site.' };
}
