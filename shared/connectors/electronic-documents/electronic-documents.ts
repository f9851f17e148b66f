import * as z from 'zod';
import { defineCommand } from '../catalogue/define-command.ts';
import { defineConnector } from '../catalogue/define-connector.ts';

/** Electronic documents, as Business Central's E-Document app sends them. */
export const electronicDocuments = defineConnector({
  name: 'electronicDocuments',
  title: 'Electronic documents',
  description: 'Asks the system of record to send electronic documents to their services.',
  actions: [
    defineCommand({
      name: 'send',
      type: 'electronicDocument.send',
      title: 'Send the electronic document',
      description: 'Asks the source to send the electronic document to these services.',
      options: z.strictObject({
        services: z.array(z.string().min(1)).min(1).describe('Codes of the services, in their order.'),
      }),
    }),
  ],
});
