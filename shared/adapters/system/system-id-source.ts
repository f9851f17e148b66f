import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { IdSource } from '../../ports/id-source.ts';

/** Crockford's base 32: sorts like the number, and has no i, l, o or u to be misread. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
/** Every pair of digits, by its value. */
const PAIRS = Array.from({ length: 1024 }, (_, value) => `${DIGITS[value >> 5]}${DIGITS[value & 31]}`);
/** So many values have the 8 digits of half a random part; 10 digits hold the milliseconds until the year 10889. */
const HALF = 2 ** 40;

/**
 * Ids of 26 characters, the first 10 from the time of `clock`, the other 16 from 80 random bits; within a millisecond each is larger than the one
 * before, by chance as well.
 */
export function createSystemIdSource(clock: Clock): IdSource {
  let lastTime = 0;
  let timeDigits = '';
  let high = 0;
  let low = 0;
  return {
    newId() {
      const time = clock.now();
      if (time > lastTime) {
        lastTime = time;
        timeDigits = digitsOf(time, 10);
        // The highest bit is free at first.
        high = randomInt(HALF / 2);
        low = randomInt(HALF);
      } else {
        // Also where the clock was set back: ids of one process never run back.
        low += 1 + randomInt(2 ** 32);
        if (low >= HALF) {
          low -= HALF;
          high += 1;
        }
      }
      return timeDigits + digitsOf(high, 8) + digitsOf(low, 8);
    },
    newSecret: (bytes) => randomBytes(bytes).toString('base64url'),
    random: () => randomInt(2 ** 32) / 2 ** 32,
  };
}

/** An even number of digits. A whole number above 32 bits has no bit operations of its own, so it is divided. */
function digitsOf(value: number, count: number): string {
  let digits = '';
  for (let rest = value; digits.length < count; rest = Math.floor(rest / 1024)) digits = PAIRS[rest % 1024] + digits;
  return digits;
}
