/** A port whose calls are all answered later, so that its adapter may be loaded before the first of them. */
type Port<Calls> = { readonly [Name in keyof Calls]: (...inputs: never[]) => Promise<unknown> };

/**
 * A port whose adapter is loaded with its first call. Bundled with code splitting, an SDK client that most events have no use for does not count
 * for a cold start. Every call that comes meanwhile waits for the same adapter.
 */
export function lazily<Calls extends Port<Calls>>(open: () => Promise<Calls>): Calls {
  let opened: Promise<Calls> | undefined;
  const callOf =
    (name: string) =>
    async (...inputs: never[]): Promise<unknown> => {
      opened ??= open();
      const port = await opened;
      return port[name as keyof Calls](...inputs);
    };
  return new Proxy({} as Calls, {
    // It is a port and no promise: whoever awaits it gets it as it is.
    get: (_port, name) => (typeof name === 'string' && name !== 'then' ? callOf(name) : undefined),
  });
}
