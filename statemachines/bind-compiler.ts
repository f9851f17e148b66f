import type { WorkflowDefinition } from '../shared/domain/workflow/definition.ts';
import type { Problem } from '../shared/domain/workflow/problem.ts';
import type { CompiledWorkflow } from '../shared/domain/workflow/workflow.ts';
import type { NeededCommand, WorkflowCompiler } from '../shared/domain/workflow/workflow-compiler.ts';
import type { CompileTarget } from './compiler/assembly.ts';
import { compile } from './compiler/compile.ts';
import { joinSteps, sharedCalls } from './compiler/join-steps.ts';
import { planSteps } from './compiler/plan-steps.ts';
import { checkMachine } from './lint/check-machine.ts';
import { neededCommands } from './lint/needed-commands.ts';
import { validate } from './lint/validate.ts';

/** A compiler that is here: it answers at once. */
export interface BoundCompiler extends WorkflowCompiler {
  validate(definition: WorkflowDefinition, declaredEvents: readonly string[]): readonly Problem[];
  compile(definition: WorkflowDefinition): CompiledWorkflow;
  commands(definition: WorkflowDefinition): readonly NeededCommand[];
  sharedCalls(definition: WorkflowDefinition): readonly string[];
}

/** Validator and compiler for an installation: the actions that it has and the functions that its machines call. */
export function bindCompiler(target: CompileTarget): BoundCompiler {
  return {
    validate(definition, declaredEvents) {
      const events = [...declaredEvents, ...(target.catalogue.events ?? [])];
      const problems = validate(definition, target.catalogue, events);
      if (problems.some(({ severity }) => severity === 'error')) return problems;
      return [...problems, ...checkMachine(() => compile(definition, target).machine)];
    },
    compile: (definition) => compile(definition, target),
    commands: (definition) => neededCommands(definition, target.catalogue),
    sharedCalls: (definition) => sharedCalls(joinSteps(planSteps(definition, target.catalogue), target.catalogue)),
  };
}
