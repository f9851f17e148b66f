import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import { entityOf } from '../../shared/domain/event/event.ts';
import type { Field } from '../../shared/domain/field-catalogue/field.ts';
import { fieldsOfEntity } from '../../shared/domain/field-catalogue/field-catalogue.ts';
import type { Json } from '../../shared/domain/json/json.ts';
import { type ActionCatalogue, findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { walkSteps } from '../../shared/domain/workflow/walk-steps.ts';
import { checkFieldName } from './check-field-name.ts';
import { meant, warning } from './found.ts';

/** Actions with an option that names fields of the record. */
const NAMES_FIELDS = ['records.revertValue', 'records.applyValues'];
const SETS_STATUS = 'records.setStatus';

/** Checks names of fields and of their values in the options of actions. Warnings only: sources may send what nobody here knows. */
export function checkOptionFields(definition: WorkflowDefinition, catalogue: ActionCatalogue): Problem[] {
  const { on } = definition;
  const known = 'event' in on ? fieldsOfEntity(entityOf(canonicalEvent(on.event))) : undefined;
  if (!known) return [];
  return [...walkSteps(definition)].flatMap(({ step, pointer }) => {
    if (!('do' in step)) return [];
    const name = findAction(catalogue, step.do)?.name ?? '';
    if (NAMES_FIELDS.includes(name)) return checkFields(step.with?.field, `${pointer}/with/field`, known);
    return name === SETS_STATUS ? checkStatus(step.with?.status, `${pointer}/with/status`, known) : [];
  });
}

function checkFields(value: Json | undefined, pointer: string, known: readonly Field[]): Problem[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => checkFields(one, `${pointer}/${index}`, known));
  return typeof value === 'string' ? checkFieldName(value, pointer, known) : [];
}

function checkStatus(value: Json | undefined, pointer: string, known: readonly Field[]): Problem[] {
  const { options } = known.find(({ name }) => name === 'status') ?? {};
  if (!options || typeof value !== 'string' || value.startsWith('{%') || options.includes(value)) return [];
  const hint = meant(didYouMean(value, options)) ?? `Its values are ${options.join(', ')}.`;
  return [warning('unknown-option-value', { pointer, hint }, `status has no value ${value}.`)];
}
