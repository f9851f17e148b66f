import { describe, expect, it } from 'vitest';
import { email } from '../../shared/connectors/email/email.ts';

const send = email.actions.find(({ name }) => name === 'send');
const accepts = (to: unknown): boolean =>
  send?.options.safeParse({ to, subject: 'Price', text: 'It went up.' }).success ?? false;

describe('email.send', () => {
  it.each(['manager', 'manager@cronus.example', 'a.b+c@x.example'])('sends to %j', (to) => {
    expect(accepts(to)).toBe(true);
  });

  it.each([
    '',
    null,
    'two words',
    'a@x.example, b@y.example',
    'a@x.example\r\nBcc: b@y.example',
    'not-an@address',
    `${'x'.repeat(300)}@y.example`,
  ])('does not send to %j', (to) => {
    expect(accepts(to)).toBe(false);
  });
});
