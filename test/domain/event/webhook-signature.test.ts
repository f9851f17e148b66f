import { describe, expect, it } from 'vitest';
import { signatureFault, signWebhook } from '../../../shared/domain/event/webhook-signature.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330', body: '{"test": 2432232314}' };
const sent = 1_614_265_330_000;
const signature = signWebhook(message, secret);

describe('a webhook signature', () => {
  it('is the one that the Standard Webhooks specification gives for its own example', () => {
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it.each([
    ['fits its message', {}, undefined],
    ['fits among other entries and versions', { signature: `v1,AAAA v1a,zzz ${signature}` }, undefined],
    ['does not fit a changed body', { body: '{"test": 1}' }, 'does-not-match'],
    ['does not fit another id', { id: 'msg_other' }, 'does-not-match'],
    ['does not fit when it is cut', { signature: signature.slice(0, -2) }, 'does-not-match'],
    ['is not taken from an unknown version', { signature: signature.replace('v1', 'v2') }, 'does-not-match'],
    ['is missing', { signature: '' }, 'missing'],
    ['has no timestamp', { timestamp: '' }, 'missing'],
    ['has a timestamp that is no number', { timestamp: 'soon' }, 'too-old-or-new'],
  ])('%s', (_name, change, fault) => {
    expect(signatureFault({ ...message, signature, ...change }, [secret], sent)).toBe(fault);
  });

  it.each([
    [0, undefined],
    [300, undefined],
    [-300, undefined],
    [301, 'too-old-or-new'],
    [-301, 'too-old-or-new'],
  ])('is judged %i seconds after its timestamp as %s', (seconds, fault) => {
    expect(signatureFault({ ...message, signature }, [secret], sent + seconds * 1000)).toBe(fault);
  });

  it('fits either of two secrets during a rotation, and none when there is none', () => {
    expect(signatureFault({ ...message, signature }, ['whsec_AAAAAAAA', secret], sent)).toBeUndefined();
    expect(signatureFault({ ...message, signature }, [], sent)).toBe('does-not-match');
  });
});
