import { documentApprovals } from './document-approvals.ts';
import type { Template } from './template.ts';

/** All templates, by code. */
export function templates(): readonly Template[] {
  return documentApprovals;
}

/** The template with this code. */
export function findTemplate(code: string): Template | undefined {
  return documentApprovals.find((template) => template.code === code);
}
