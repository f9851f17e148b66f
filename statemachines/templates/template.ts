import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';

/** A workflow that ships with the product, read-only: it is copied to make one's own. */
export interface Template {
  /** `MS-` where Business Central has the same one, else `WS-`. */
  readonly code: string;
  readonly name: string;
  /** INT, SALES, PURCH, PURCHDOC, SALESDOC, ADMIN, FIN, INV, ESG or EDOC (domain 1). */
  readonly category: string;
  readonly description: string;
  /** What must be filled in before a copy can be enabled, as JSON pointers into the definition. */
  readonly fill?: readonly string[];
  /** Its code is the template's; a copy gets one of its own. */
  readonly definition: WorkflowDefinition;
}
