import * as z from 'zod';
import { defineAction } from '../catalogue/connector.ts';
import { defineConnector } from '../catalogue/define-connector.ts';
import { notify } from './notify.ts';

const showMessage = defineAction({
  name: 'showMessage',
  title: 'Show a message',
  description: 'Leaves a message in the story of the run, where the person who acts sees it.',
  businessCentralName: 'SHOWMESSAGE',
  optionGroup: 'G4',
  options: z.strictObject({ text: z.string().min(1).max(250).describe('The message, at most 250 characters.') }),
  run: async (_context, { text }) => ({ output: { text } }),
});

const nothing = defineAction({
  name: 'nothing',
  title: 'Do nothing',
  description: 'Does nothing; keeps a place in a workflow.',
  businessCentralName: 'DONOTHING',
  options: z.strictObject({}),
  run: async () => ({ output: null }),
});

/** Telling people what happens. */
export const notifications = defineConnector({
  name: 'notifications',
  title: 'Notifications',
  description: 'Messages to the people of a run.',
  actions: [showMessage, notify, nothing],
});
