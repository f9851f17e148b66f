import type { Json } from '../../../shared/domain/json/json.ts';
import { MAX_DEFINITION_BYTES, MAX_SECONDS } from '../limits.ts';
import { checkMembers, type Diagnostic, isObject, violation } from './diagnostic.ts';
import { checkProgram } from './program-checks.ts';
import { anything, numberFrom, oneOf } from './value-checks.ts';

const MACHINE_FIELDS = {
  Comment: anything,
  QueryLanguage: oneOf('JSONata', 'JSONPath'),
  StartAt: anything,
  States: anything,
  TimeoutSeconds: numberFrom(1, MAX_SECONDS),
  Version: oneOf('1.0'),
};

/** Everything that keeps a definition from being created; none when it is fine. */
export function validateDefinition(text: string): Diagnostic[] {
  if (Buffer.byteLength(text) > MAX_DEFINITION_BYTES)
    return [violation('', 'The definition is larger than 1048576 bytes')];
  if (text.trim() === '') return [{ code: 'MISSING_DESCRIPTION', message: 'The definition is empty', location: '' }];
  let machine: Json;
  try {
    machine = JSON.parse(text) as Json;
  } catch (error) {
    return [{ code: 'INVALID_JSON_DESCRIPTION', message: (error as Error).message, location: '' }];
  }
  if (!isObject(machine)) return [violation('', 'The definition must be an object')];
  const language = machine.QueryLanguage ?? 'JSONPath';
  return [
    ...checkMembers(machine, '', { checks: MACHINE_FIELDS }),
    ...checkProgram(machine, '', { language, names: new Set() }),
  ];
}
