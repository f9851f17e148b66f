import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { IdSource } from '../../ports/id-source.ts';

/** Crockford's base 32: sorts like the number, and has no i, l, o or u to be misread. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
/** 10 digits hold the milliseconds until the year 10889, 16 digits hold 80 random bits. */
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;

/** Ids of 26 characters, the first 10 from the time of `clock`; within a millisecond each is one larger than the one before. */
export function createSystemIdSource(clock: Clock): IdSource {
  let lastTime = 0;
  let timeDigits = '';
  let lastRandom = 0n;
  return {
    newId() {
      const time = clock.now();
      if (time > lastTime) {
        lastTime = time;
        timeDigits = digitsOf(BigInt(time), TIME_DIGITS);
        lastRandom = BigInt(`0x${randomBytes(10).toString('hex')}`) >> 1n;
      } else {
        // Also where the clock was set back: ids of one process never run back. The highest bit is free at first.
        lastRandom += 1n + BigInt(randomInt(2 ** 32));
      }
      return timeDigits + digitsOf(lastRandom, RANDOM_DIGITS);
    },
    newSecret: (bytes) => randomBytes(bytes).toString('base64url'),
    random: () => randomInt(2 ** 32) / 2 ** 32,
  };
}

function digitsOf(value: bigint, count: number): string {
  let digits = '';
  for (let rest = value; digits.length < count; rest >>= 5n) digits = DIGITS[Number(rest & 31n)] + digits;
  return digits;
}
