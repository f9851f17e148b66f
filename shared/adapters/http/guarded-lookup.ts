import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { AddressNotAllowedError } from '../../ports/http-client.ts';
import { type AddressKind, kindOfAddress } from './address-kind.ts';

/** Finds the addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Asks the system, as every connection would. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** Refuses an IP address of another kind than those allowed. @throws AddressNotAllowedError */
export function checkAddress(address: string, allowed: ReadonlySet<AddressKind>): void {
  const kind = kindOfAddress(address);
  if (allowed.has(kind)) return;
  throw new AddressNotAllowedError(
    kind === 'public' ? 'Only https is allowed.' : `Requests to ${kind} addresses are not allowed from here.`,
  );
}

/**
 * A lookup for the connection itself: what was checked is what is connected to, so a name that answers differently the
 * next time gains nothing. One address of a kind that is not allowed refuses the name as a whole.
 */
export function guardedLookup(allowed: ReadonlySet<AddressKind>, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        try {
          for (const { address } of addresses) checkAddress(address, allowed);
          if (!first) throw new Error(`${hostname} has no address.`);
        } catch (error) {
          callback(error instanceof Error ? error : new Error(String(error)), []);
          return;
        }
        if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}
