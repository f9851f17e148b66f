import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWerkstroomClient } from '../../../examples/cronus/werkstroom/client.ts';
import { connectionTo } from './cronus-fixture.ts';
import { type FakeWerkstroom, startFakeWerkstroom } from './fake-werkstroom.ts';

let fake: FakeWerkstroom;
let now = 0;

beforeEach(async () => {
  fake = await startFakeWerkstroom();
  fake.onCall = () => ({ status: 200, body: {} });
});

afterEach(() => fake.close());

function client() {
  const closing = new AbortController().signal;
  return createWerkstroomClient({ ...connectionTo(fake.url), now: () => now, closing });
}

const call = { user: 'purchaser', path: '/automate', timeoutMilliseconds: 2_000 };

describe('the client of Werkstroom', () => {
  it('uses a token until shortly before it expires', async () => {
    const werkstroom = client();
    await werkstroom.call(call);
    now += 3_539_000;
    await werkstroom.call(call);
    expect(fake.tokensGiven).toBe(1);

    now += 2_000;
    await werkstroom.call(call);
    expect(fake.tokensGiven).toBe(2);
  });

  it('fetches a new token when the old one is refused', async () => {
    fake.onCall = ({ headers }) => ({ status: headers.authorization === 'Bearer token-1' ? 401 : 200, body: {} });

    expect((await client().call(call)).status).toBe(200);
    expect(fake.tokensGiven).toBe(2);
  });

  it('gives up in time on a Werkstroom that does not answer', async () => {
    fake.onCall = () => new Promise<undefined>(() => {});

    await expect(client().call({ ...call, timeoutMilliseconds: 100 })).rejects.toThrow(/^Werkstroom cannot be reached/);
  });

  it('does not try a token for ever that is refused again', async () => {
    fake.onCall = () => ({ status: 401 });

    await expect(client().call(call)).rejects.toThrow('Werkstroom gave no answer (status 401).');
    expect(fake.calls).toHaveLength(2);
  });
});
