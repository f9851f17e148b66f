import type { Workflow, WorkflowVersion } from '../domain/workflow/workflow.ts';
import type { ItemStore } from '../ports/item-store.ts';
import {
  workflowItems,
  workflowsOfCompany,
  workflowVersionItems,
  workflowVersionsOf,
} from '../repositories/workflow-items.ts';
import { type ListPage, type PageRequest, readPage } from './read-page.ts';

/** One page of a company's workflows, by code. */
export function listWorkflows(
  ports: { store: ItemStore },
  company: string,
  page: PageRequest,
): Promise<ListPage<Workflow>> {
  const partition = { index: 'base', partition: workflowsOfCompany(company) } as const;
  return readPage(ports, { type: workflowItems, partitions: [partition] }, page);
}

/** One page of the published versions of a workflow, newest first. */
export function listWorkflowVersions(
  ports: { store: ItemStore },
  workflow: { company: string; workflowId: string },
  page: PageRequest,
): Promise<ListPage<WorkflowVersion>> {
  const partition = { index: 'base', partition: workflowVersionsOf(workflow), order: 'descending' } as const;
  return readPage(ports, { type: workflowVersionItems, partitions: [partition] }, page);
}
