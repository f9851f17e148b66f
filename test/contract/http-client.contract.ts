import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AddressNotAllowedError, type HttpClient, HttpUnreachableError } from '../../shared/ports/http-client.ts';
import { echo, redirectTo, startTargetServer, type TargetServer } from '../support/target-server.ts';

/** A client that may reach loopback, where the suite's server listens. */
export interface HttpClientHarness {
  readonly client: HttpClient;
  dispose(): Promise<void>;
}

/** What every HTTP client must do, apart from what it refuses to reach. */
export function httpClientContract(name: string, makeHarness: () => Promise<HttpClientHarness>): void {
  describe(`HttpClient: ${name}`, () => {
    let harness: HttpClientHarness;
    let server: TargetServer;
    beforeEach(async () => {
      harness = await makeHarness();
      server = await startTargetServer({
        '/echo': echo,
        '/large': (_request, response) => response.end('x'.repeat(2_000)),
        '/silent': () => {},
        '/slow': (_request, response) => response.write('still going'),
        '/refuse': (_request, response) => response.writeHead(409, { 'content-type': 'text/plain' }).end('no'),
        '/to-echo': redirectTo('/echo?redirected'),
        '/loop': redirectTo('/loop'),
        '/nowhere': redirectTo('http://'),
      });
    });
    afterEach(async () => {
      await harness.dispose();
      await server.close();
    });
    const get = (path: string, more = {}) =>
      harness.client.request({ method: 'GET', url: server.origin + path, ...more });

    it('sends method, headers and body, and answers status, headers in lower case and body', async () => {
      const answer = await harness.client.request({
        method: 'PATCH',
        url: `${server.origin}/echo`,
        headers: { 'content-type': 'application/json', 'X-Mine': '1' },
        body: '{"text":"Žluťoučký 🐎"}',
      });
      expect(answer).toMatchObject({ status: 201, headers: { 'x-seen': 'yes', 'content-type': 'application/json' } });
      expect(JSON.parse(answer.body)).toMatchObject({
        method: 'PATCH',
        headers: { 'x-mine': '1', 'content-type': 'application/json' },
        body: '{"text":"Žluťoučký 🐎"}',
      });
    });

    it('takes an answer that refuses for an answer', async () => {
      expect(await get('/refuse')).toMatchObject({ status: 409, body: 'no' });
    });

    it('waits no longer than it was told, for the first byte as for the last', async () => {
      await expect(get('/silent', { timeoutMilliseconds: 100 })).rejects.toThrow(HttpUnreachableError);
      await expect(get('/slow', { timeoutMilliseconds: 100 })).rejects.toThrow(HttpUnreachableError);
    });

    it('takes no answer that is larger than it was told', async () => {
      expect((await get('/large', { maxAnswerBytes: 2_000 })).body).toHaveLength(2_000);
      await expect(get('/large', { maxAnswerBytes: 1_999 })).rejects.toThrow(HttpUnreachableError);
    });

    it('says that a target cannot be reached', async () => {
      const gone = await startTargetServer({});
      await gone.close();
      await expect(harness.client.request({ method: 'GET', url: gone.origin })).rejects.toThrow(HttpUnreachableError);
    });

    it('follows the redirects of a GET, 3 at most', async () => {
      const answer = await get('/to-echo');
      expect(JSON.parse(answer.body)).toMatchObject({ method: 'GET' });
      expect(server.requests).toEqual(['GET /to-echo', 'GET /echo?redirected']);
      await expect(get('/loop')).rejects.toThrow(HttpUnreachableError);
      expect(server.requests.filter((line) => line === 'GET /loop')).toHaveLength(4);
      await expect(get('/nowhere')).rejects.toThrow(HttpUnreachableError);
    });

    it('does not repeat anything but a GET elsewhere', async () => {
      const answer = await harness.client.request({ method: 'POST', url: `${server.origin}/to-echo`, body: 'x' });
      expect(answer).toMatchObject({ status: 302, headers: { location: '/echo?redirected' } });
      expect(server.requests).toEqual(['POST /to-echo']);
    });

    it('shows its headers to the same host only when it is redirected', async () => {
      const other = await startTargetServer({ '/echo': echo });
      const first = await startTargetServer({ '/go': redirectTo(`${other.origin}/echo`) });
      const headers = { authorization: 'Bearer secret', 'x-key': 'secret', accept: 'text/plain' };
      const answer = await harness.client.request({ method: 'GET', url: `${first.origin}/go`, headers });
      expect(JSON.parse(answer.body).headers).toMatchObject({ accept: 'text/plain' });
      expect(answer.body).not.toContain('secret');
      expect((await get('/to-echo', { headers })).body).toContain('Bearer secret');
      await Promise.all([first.close(), other.close()]);
    });

    it.each([
      'http://169.254.169.254/latest/meta-data/',
      'http://[fd00:ec2::254]/latest',
      'http://10.0.0.1/',
      'https://192.168.1.1/',
      'https://[::ffff:10.0.0.1]/',
      'http://0.0.0.0/',
      'http://0/',
      'http://example.com/',
      'ftp://example.com/',
      'file:///etc/passwd',
      'https://user:password@example.com/',
    ])('refuses to reach %s', async (url) => {
      await expect(harness.client.request({ method: 'GET', url })).rejects.toThrow(AddressNotAllowedError);
    });
  });
}
