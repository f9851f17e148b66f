import type { Clock } from '../../ports/clock.ts';
import type { Secrets } from '../../ports/secrets.ts';

/** How long a value is used without asking again. A signing secret has a new name with each rotation, and its item says until when it counts. */
const KEPT_MILLISECONDS = 300_000;
/** More sources than that rarely send within five minutes. */
const MAX_VALUES = 1_000;

/**
 * Remembers what was read, for as long as the container lives and five minutes at most: every webhook needs a secret, and Parameter Store gives 40
 * a second. That something is absent is not remembered, and what this container changes is seen by it at once.
 */
export function rememberSecrets(secrets: Secrets, clock: Clock): Secrets {
  const known = new Map<string, { value: string; until: number }>();
  const remember = (name: string, value: string): void => {
    const oldest = known.keys().next().value;
    if (known.size >= MAX_VALUES && oldest !== undefined) known.delete(oldest);
    known.set(name, { value, until: clock.now() + KEPT_MILLISECONDS });
  };
  return {
    async get(name) {
      const found = known.get(name);
      if (found && found.until > clock.now()) return found.value;
      known.delete(name);
      const value = await secrets.get(name);
      if (value !== undefined) remember(name, value);
      return value;
    },
    async put(name, value) {
      known.delete(name);
      await secrets.put(name, value);
      known.delete(name);
    },
    async delete(name) {
      known.delete(name);
      await secrets.delete(name);
      known.delete(name);
    },
  };
}
