import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Resolve } from '../../../shared/adapters/http/guarded-lookup.ts';
import {
  createUndiciHttpClient,
  type UndiciHttpClientOptions,
} from '../../../shared/adapters/http/undici-http-client.ts';
import {
  AddressNotAllowedError,
  HttpUnreachableError,
  type OutgoingRequest,
} from '../../../shared/ports/http-client.ts';
import { echo, redirectTo, startTargetServer, type TargetServer } from '../../support/target-server.ts';

describe('the guard of outgoing HTTP', () => {
  let server: TargetServer;
  const closing: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    server = await startTargetServer({ '/echo': echo, '/to-metadata': redirectTo('http://169.254.169.254/latest') });
    closing.push(() => server.close());
  });
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });

  const clientWith = (options: Partial<UndiciHttpClientOptions> = {}) => {
    const client = createUndiciHttpClient({ allowLoopback: false, ...options });
    closing.push(() => client.close());
    return client;
  };
  const to = (url: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({ method: 'GET', url, ...more });
  const resolvingTo = (...addresses: readonly string[]): Resolve => {
    return async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };

  it('keeps loopback closed unless the runtime opened it, however it is written', async () => {
    const client = clientWith();
    const { port } = server;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '127.1']) {
      for (const scheme of ['http', 'https']) {
        const attempt = client.request(to(`${scheme}://${host}:${port}/echo`, { allowPrivateAddress: true }));
        await expect(attempt, `${scheme} ${host}`).rejects.toThrow(AddressNotAllowedError);
      }
    }
    expect(server.requests).toEqual([]);
    expect(await clientWith({ allowLoopback: true }).request(to(`http://localhost:${port}/echo`))).toMatchObject({
      status: 201,
    });
  });

  it('looks at the address that is connected to, not at one that was looked up before', async () => {
    const client = clientWith({ resolve: resolvingTo('127.0.0.1') });
    const attempt = client.request(to(`https://innocent.example:${server.port}/echo`));
    await expect(attempt).rejects.toThrow('loopback');
    expect(server.requests).toEqual([]);
  });

  it('connects to the address that it looked at', async () => {
    const client = clientWith({ allowLoopback: true, resolve: resolvingTo('127.0.0.1') });
    expect(await client.request(to(`http://erp.example:${server.port}/echo`))).toMatchObject({ status: 201 });
  });

  it('refuses a name when one of its addresses is not allowed', async () => {
    const client = clientWith({ resolve: resolvingTo('93.184.215.14', '10.0.0.1') });
    await expect(client.request(to('https://mixed.example/'))).rejects.toThrow('private');
  });

  it('reaches private addresses only for a target that an administrator allowed, and never a metadata service', async () => {
    const url = 'https://erp.internal:1/';
    const refused = clientWith({ resolve: resolvingTo('10.255.255.1') });
    await expect(refused.request(to(url))).rejects.toThrow(AddressNotAllowedError);
    const allowed = refused.request(to(url, { allowPrivateAddress: true, timeoutMilliseconds: 50 }));
    await expect(allowed).rejects.toThrow(HttpUnreachableError);
    for (const address of ['169.254.169.254', 'fd00:ec2::254', '0.0.0.0', '::ffff:169.254.169.254']) {
      const client = clientWith({ allowLoopback: true, resolve: resolvingTo(address) });
      const attempt = client.request(to('http://metadata.internal/', { allowPrivateAddress: true }));
      await expect(attempt, address).rejects.toThrow(AddressNotAllowedError);
    }
  });

  it('does not speak without TLS to a public address, even where private ones are allowed', async () => {
    const client = clientWith({ allowLoopback: true, resolve: resolvingTo('93.184.215.14') });
    const attempt = client.request(to('http://public.example/', { allowPrivateAddress: true }));
    await expect(attempt).rejects.toThrow('Only https is allowed.');
  });

  it('looks at every redirect', async () => {
    const client = clientWith({ allowLoopback: true });
    await expect(client.request(to(`${server.origin}/to-metadata`))).rejects.toThrow(AddressNotAllowedError);
  });

  it('does not hand the allowance for a private address on to where the target redirects', async () => {
    const first = await startTargetServer({ '/go': redirectTo('http://10.0.0.1/') });
    closing.push(() => first.close());
    const client = clientWith({ allowLoopback: true });
    const attempt = client.request(to(`${first.origin}/go`, { allowPrivateAddress: true }));
    await expect(attempt).rejects.toThrow(AddressNotAllowedError);
  });

  it('says that a name cannot be resolved', async () => {
    const client = clientWith({ resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    await expect(client.request(to('https://nobody.example/'))).rejects.toThrow(HttpUnreachableError);
  });
});
