import * as z from 'zod';
import { defineAction } from '../catalogue/connector.ts';
import { commandRecord } from './command-action.ts';

const none = z.strictObject({});

export const setStatus = defineAction({
  name: 'setStatus',
  title: 'Set the status',
  description: 'Asks the source to set the status of the record, usually to Pending Approval.',
  businessCentralName: 'SETSTATUSTOPENDINGAPPROVAL',
  options: z.strictObject({
    status: z.string().min(1).default('Pending Approval').describe('Status in the words of the field catalogue.'),
  }),
  command: true,
  run: (context, { status }) => commandRecord(context, { type: 'record.setStatus', values: { status } }),
});

export const release = defineAction({
  name: 'release',
  title: 'Release the document',
  description:
    'Asks the source to release the document. The source may refuse: the run then stands still until somebody retries.',
  businessCentralName: 'RELEASEDOCUMENT',
  options: none,
  command: true,
  run: (context) => commandRecord(context, { type: 'record.release' }),
});

export const reopen = defineAction({
  name: 'reopen',
  title: 'Reopen the document',
  description: 'Asks the source to open the document again for editing.',
  businessCentralName: 'OPENDOCUMENT',
  options: none,
  command: true,
  run: (context) => commandRecord(context, { type: 'record.reopen' }),
});
