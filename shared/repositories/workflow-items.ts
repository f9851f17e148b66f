import type { EnabledSet, Workflow, WorkflowVersion } from '../domain/workflow/workflow.ts';
import { defineItemType } from './item-type.ts';
import { keyOf, ONLY, sortable } from './key-text.ts';

export const workflowItems = defineItemType<Workflow, { company: string; code: string }>({
  type: 'workflow',
  key: ({ company, code }) => ({ partition: workflowsOfCompany(company), sort: code }),
  idOf: (workflow) => workflow,
});

/** The base partition of a company's workflows, in the order of their codes. */
export function workflowsOfCompany(company: string): string {
  return keyOf('workflow', company);
}

/** That an id is taken. It stays when the workflow is deleted: the name of the state machine comes from it, in all companies alike. */
export interface TakenWorkflowId {
  readonly id: string;
  readonly company: string;
}

export const takenWorkflowIdItems = defineItemType<TakenWorkflowId, { id: string }>({
  type: 'takenWorkflowId',
  key: ({ id }) => ({ partition: keyOf('takenWorkflowId', id), sort: ONLY }),
  idOf: (taken) => taken,
});

/** Published versions never change: what was read once may be kept in memory. */
export const workflowVersionItems = defineItemType<
  WorkflowVersion,
  { company: string; workflowId: string; version: number }
>({
  type: 'workflowVersion',
  key: ({ company, workflowId, version }) => ({
    partition: workflowVersionsOf({ company, workflowId }),
    sort: sortable(version),
  }),
  idOf: (version) => version,
});

/** The base partition of a workflow's published versions, oldest first. */
export function workflowVersionsOf(workflow: { company: string; workflowId: string }): string {
  return keyOf('workflowVersion', workflow.company, workflow.workflowId);
}

/** Which workflows an event may start: one consistent read per event, however many other workflows there are. */
export const enabledSetItems = defineItemType<EnabledSet, { company: string; event: string }>({
  type: 'enabledSet',
  key: ({ company, event }) => ({ partition: keyOf('enabledSet', company, event), sort: ONLY }),
  idOf: (set) => set,
});

/** The `event` under which instant flows are kept in the enabled sets. */
export const INSTANT = 'instant';

/** The `event` under which scheduled flows are kept in the enabled sets. */
export const SCHEDULE = 'schedule';
