import { expect, test } from 'vitest';
import { bindCompiler } from '../../../statemachines/bind-compiler.ts';
import { CompileError } from '../../../statemachines/compiler/assembly.ts';
import { checkMachine } from '../../../statemachines/lint/check-machine.ts';
import { withSteps } from '../support/definitions.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';

const compiler = bindCompiler({ catalogue: smallCatalogue(), functions: { runAction: 'a', awaitEvent: 'b' } });

test('a definition whose machine is larger than AWS takes can not be enabled', () => {
  const small = withSteps('- set: { a: 1 }');
  expect(compiler.validate(small, [])).toEqual([]);
  const steps = Array.from({ length: 11 }, () => ({ set: { a: 'x'.repeat(100_000) } }));
  const tooLarge = { ...small, steps };
  expect(compiler.validate(tooLarge, []).map(({ code }) => code)).toEqual(['machine-too-large']);
});

test('what validation overlooked is a problem and no crash', () => {
  const refuse = () => {
    throw new CompileError('/steps/0: there is no step x to go to.');
  };
  expect(checkMachine(refuse)).toMatchObject([{ code: 'can-not-be-compiled', severity: 'error' }]);
});
