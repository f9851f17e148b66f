import type { WorkflowCompiler, WorkflowTemplate } from '../../shared/domain/workflow/workflow-compiler.ts';
import type { Ports, Settings } from '../../shared/ports/ports.ts';

/** What the API needs from outside. */
export type ManageDependencies = Pick<
  Ports,
  | 'store'
  | 'queue'
  | 'deadLetters'
  | 'machines'
  | 'blobs'
  | 'secrets'
  | 'sourceClients'
  | 'http'
  | 'evaluator'
  | 'clock'
  | 'ids'
  | 'log'
> & { readonly settings: Settings };

/** What the routes use: the same, with the compiler and the templates bound to this installation. */
export type ManagePorts = ManageDependencies & {
  readonly compiler: WorkflowCompiler;
  templates(): Promise<readonly WorkflowTemplate[]>;
};
