import { describe, expect, it, vi } from 'vitest';
import { makeHandler } from '../../../functions/authorize-request/handler.ts';
import { CONTEXT } from '../../middleware/http-event-of.ts';

const bearer = { issuer: 'https://issuer.test', subject: 'manager' };
const verifyToken = vi.fn(async (token: string) => (token === 'good' ? bearer : undefined));
const handler = makeHandler({ originSecrets: ['newer', 'older'], verifyToken });
const ask = (headers: Record<string, string>) => handler({ headers }, CONTEXT);

describe('the authorizer', () => {
  it.each([['newer'], ['older']])('opens to the door that sends %s', async (secret) => {
    expect(await ask({ 'x-werkstroom-origin': secret })).toEqual({ isAuthorized: true });
  });

  it.each([[''], ['wrong'], ['newer,older'], ['newer ']])('stays closed to whoever sends "%s"', async (secret) => {
    expect(await ask({ 'x-werkstroom-origin': secret, authorization: 'Bearer good' })).toEqual({ isAuthorized: false });
  });

  it('stays closed to whoever sends nothing, and looks at no token of theirs', async () => {
    verifyToken.mockClear();
    expect(await ask({ authorization: 'Bearer good' })).toEqual({ isAuthorized: false });
    expect(await handler({}, CONTEXT)).toEqual({ isAuthorized: false });
    expect(verifyToken).not.toHaveBeenCalled();
  });

  it('stays closed to everybody while no secret is known', async () => {
    const closed = makeHandler({ originSecrets: [], verifyToken });
    expect(await closed({ headers: { 'x-werkstroom-origin': '' } }, CONTEXT)).toEqual({ isAuthorized: false });
  });

  it('hands on whom a token speaks of', async () => {
    expect(await ask({ 'x-werkstroom-origin': 'newer', authorization: 'bearer good' })).toEqual({
      isAuthorized: true,
      context: { iss: 'https://issuer.test', sub: 'manager' },
    });
  });

  it.each([['Bearer bad'], ['Basic Z29vZA=='], ['']])(
    'gives "%s" no name, so that the API answers 401',
    async (authorization) => {
      expect(await ask({ 'x-werkstroom-origin': 'newer', authorization })).toEqual({ isAuthorized: true });
    },
  );

  it('fails when it can not be found out whether a token is valid', async () => {
    const unsure = makeHandler({
      originSecrets: ['newer'],
      verifyToken: async () => {
        throw new Error('The issuer does not answer.');
      },
    });
    const headers = { 'x-werkstroom-origin': 'newer', authorization: 'Bearer good' };
    await expect(unsure({ headers }, CONTEXT)).rejects.toThrow('does not answer');
  });
});
