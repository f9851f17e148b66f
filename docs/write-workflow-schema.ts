import { writeFileSync } from 'node:fs';
import { editorOffers } from '../shared/connectors/editor-offers.ts';
import { workflowSchema } from '../shared/contracts/workflow-schema.ts';

/** Writes docs/workflow.schema.json anew. A test fails when it differs from the schema in the code. */
writeFileSync(
  new URL('./workflow.schema.json', import.meta.url),
  `${JSON.stringify(workflowSchema(editorOffers()), null, 2)}\n`,
);
