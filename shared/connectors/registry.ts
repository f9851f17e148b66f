import type { ActionCatalogue } from '../domain/workflow/catalogue.ts';
import { approvals } from './approvals/approvals.ts';
import type { Action, Connector } from './catalogue/connector.ts';
import { registryOf } from './catalogue/registry-of.ts';
import { electronicDocuments } from './electronic-documents/electronic-documents.ts';
import { email } from './email/email.ts';
import { flow } from './flow/flow.ts';
import { incomingDocuments } from './incoming-documents/incoming-documents.ts';
import { notifications } from './notifications/notifications.ts';
import { recordEvents } from './record-events/record-events.ts';
import { records } from './records/records.ts';
import { tasks } from './tasks/tasks.ts';

/** Every connector that ships with the product. Another one is added here (docs/extend.md). */
export const connectors: readonly Connector[] = [
  recordEvents,
  approvals,
  records,
  incomingDocuments,
  electronicDocuments,
  notifications,
  email,
  tasks,
  flow,
];

const registry = registryOf(connectors);

/** The action with this full name (`connector.action`). */
export function findAction(name: string): Action | undefined {
  return registry.findAction(name);
}

/** What the validator and the compiler need to know of all actions; Business Central's function names are accepted as aliases. */
export function actionCatalogue(): ActionCatalogue {
  return registry.actionCatalogue();
}
