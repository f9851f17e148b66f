import { expect, it } from 'vitest';
import { memberRoutes } from '../../../shared/contracts/api/members.ts';

const member = { email: 'manager@cronus.example', roles: ['approver'] };
const { body } = memberRoutes.putMember;

it.each(['nl', 'nl-NL', 'zh-Hant-TW', 'de-CH-1996'])('takes the language %s', (language) => {
  expect(body.safeParse({ ...member, language }).success).toBe(true);
});

it.each(['nl_NL', 'n', 'Nederlands (België)', 'en-', '12', 'x'.repeat(36)])(
  'refuses the language %s, in which no page or mail could be written',
  (language) => {
    expect(body.safeParse({ ...member, language }).success).toBe(false);
  },
);

it.each([
  ['Europe/Amsterdam', true],
  ['UTC', true],
  ['Amsterdam', false],
  ['', false],
])('time zone %j: %j', (timeZone, isTaken) => {
  expect(body.safeParse({ ...member, timeZone }).success).toBe(isTaken);
});
