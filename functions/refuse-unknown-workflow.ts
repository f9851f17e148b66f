import { type Refusal, refuse, refuseNotFound } from '../shared/middleware/api-request.ts';

/** The refusal where there is no workflow with a code that should be changed: a template says what to do instead (domain 5.3 rule 1). */
export async function refuseUnknownWorkflow(code: string): Promise<Refusal> {
  const { findTemplate } = await import('../statemachines/templates/templates.ts');
  if (!findTemplate(code)) return refuseNotFound();
  const detail = `${code} is a template and stays as it is. Make a copy: POST /workflows { "template": "${code}" }.`;
  return refuse(409, 'is-template', { detail });
}
