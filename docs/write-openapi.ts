import { writeFileSync } from 'node:fs';
import { openApiDocument } from '../shared/contracts/api/open-api.ts';

/** Writes docs/openapi.json anew. A test fails when it differs from the document that the code makes. */
writeFileSync(new URL('./openapi.json', import.meta.url), `${JSON.stringify(openApiDocument(), null, 2)}\n`);
