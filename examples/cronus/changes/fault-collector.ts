import type { Read } from './read-values.ts';
import { InvalidValuesError, type ValueFault } from './refused.ts';

/** Gathers everything that is wrong, so that a person hears it all at once. */
export interface FaultCollector {
  /** The value that was read; `otherwise`, and a fault under this name, where it could not be. */
  take<Value>(name: string, read: Read<Value>, otherwise: Value): Value;
  /** @throws InvalidValuesError when there was a fault. */
  demandNone(): void;
}

/** An empty collector. */
export function createFaultCollector(): FaultCollector {
  const faults: ValueFault[] = [];
  return {
    take(name, read, otherwise) {
      if ('value' in read) return read.value;
      faults.push({ name, detail: read.fault });
      return otherwise;
    },
    demandNone() {
      if (faults.length > 0) throw new InvalidValuesError(faults);
    },
  };
}
