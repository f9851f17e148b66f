import { expect, it } from 'vitest';
import { compareValidation } from '../../../local/conformance/compare-validation.ts';

const refusal = (message: string) => ({ refused: true, message: `Invalid State Machine Definition: '${message}'` });
const ours = (...locations: string[]) => ({
  result: 'FAIL' as const,
  diagnostics: locations.map((location) => ({
    code: 'SCHEMA_VALIDATION_FAILED' as const,
    message: 'in our words',
    location,
  })),
});
const fine = { result: 'OK', diagnostics: [] } as const;

it.each([
  ['both accept', { refused: false }, fine, 0],
  ['only AWS refuses', { refused: true }, fine, 1],
  ['only we refuse', { refused: false }, ours('/States/A'), 1],
  ['AWS says FAIL', { result: 'FAIL' as const }, ours('/States/A'), 0],
  [
    'the code and the place are the same',
    refusal('SCHEMA_VALIDATION_FAILED: x at /States/A/Next'),
    ours('/States/A/Next'),
    0,
  ],
  ['a member is told at its object', refusal('SCHEMA_VALIDATION_FAILED: x at /States/A/Next'), ours('/States/A'), 0],
  ['the place is another', refusal('SCHEMA_VALIDATION_FAILED: x at /States/B'), ours('/States/A'), 1],
  ['the code is another', refusal('MISSING_TRANSITION_TARGET: x at /States/A'), ours('/States/A'), 1],
  [
    'one of two reasons is missing',
    refusal("SCHEMA_VALIDATION_FAILED: 'a' at /States/A, SCHEMA_VALIDATION_FAILED: b at /States/B"),
    ours('/States/A'),
    1,
  ],
  [
    'a listed error is missing',
    { result: 'FAIL' as const, diagnostics: [{ severity: 'ERROR', code: 'MISSING_END_STATE', location: '/' }] },
    ours('/'),
    1,
  ],
  [
    'a listed error tells a line instead of a place',
    {
      result: 'FAIL' as const,
      diagnostics: [{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', location: 'line: 1' }],
    },
    ours(''),
    0,
  ],
  [
    'a listed warning is missing',
    { result: 'OK' as const, diagnostics: [{ severity: 'WARNING', code: 'NO_DOLLAR', location: '/' }] },
    fine,
    0,
  ],
])('when %s', (_what, recorded, answer, differences) => {
  expect(compareValidation(recorded, answer)).toHaveLength(differences);
});
