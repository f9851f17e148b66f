/** The cookies of a request. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const parts = (header ?? '').split(';').map((part) => part.trim().split('='));
  return new Map(parts.flatMap(([name = '', value]) => (name && value !== undefined ? [[name, value] as const] : [])));
}

/** A `Set-Cookie` header. No script can read it and no other site's form sends it. */
export function cookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax`;
}
