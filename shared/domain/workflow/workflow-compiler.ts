import type { WorkflowDefinition } from './definition.ts';
import type { Problem } from './problem.ts';
import type { CompiledWorkflow } from './workflow.ts';

/** The compiler as use cases see it: statemachines/ is handed in, bound to the actions that exist. It may have to be loaded first. */
export interface WorkflowCompiler {
  /**
   * Everything that is wrong with a definition whose form is right.
   *
   * @param declaredEvents events that the company's sources declare beyond the closed list.
   */
  validate(definition: WorkflowDefinition, declaredEvents: readonly string[]): Later<readonly Problem[]>;
  /** Only for definitions without errors. */
  compile(definition: WorkflowDefinition): Later<CompiledWorkflow>;
  /** What the steps ask systems of record to do. Absent: nobody wants to know. */
  commands?(definition: WorkflowDefinition): Later<readonly NeededCommand[]>;
  /** JSON pointers of the steps that are done in the call of the step before them, and so cost no state of their own. */
  sharedCalls(definition: WorkflowDefinition): Later<readonly string[]>;
}

/** At once, or when it was loaded. */
type Later<Value> = Value | Promise<Value>;

/** A command that a step needs. */
export interface NeededCommand {
  /** `record.release`, ... */
  readonly type: string;
  /** JSON pointer of the step. */
  readonly pointer: string;
}

/** A workflow that ships with the product, read-only. */
export interface WorkflowTemplate {
  /** `MS-` where Business Central has the same one, else `WS-`. */
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly description: string;
  /** What must be filled in before a copy can be enabled, as JSON pointers into the definition. */
  readonly fill?: readonly string[];
  readonly definition: WorkflowDefinition;
}
