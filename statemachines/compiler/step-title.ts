import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import { type ActionCatalogue, findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { Step, WhenStep } from '../../shared/domain/workflow/definition.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import { words } from './state-names.ts';

/** What a manager reads in the graph: the author's title, else a sentence made of what the step does. */
export function stepTitle(step: Step, catalogue: ActionCatalogue): string {
  if (step.title) return step.title;
  if ('do' in step) return findAction(catalogue, step.do)?.title ?? step.do;
  if ('when' in step) return whenTitle(step);
  if ('set' in step) return `Set ${Object.keys(step.set).join(', ')}`;
  if ('if' in step) return `If ${expressionText(step.if) ?? step.if}`;
  if ('respond' in step) return 'Answer the user';
  if ('goto' in step) return `Go to ${step.goto}`;
  return `Stop: ${step.stop}`;
}

function whenTitle(step: WhenStep): string {
  if (step.id) return `Wait for ${words(step.id)}`;
  const events = new Set(step.when.map((branch) => words(canonicalEvent(branch.event).replaceAll('.', ' '))));
  return `Wait for ${[...events].join(' or ')}`;
}
