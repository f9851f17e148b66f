import { businessCentralEvents, canonicalEvent } from '../../domain/event/business-central-events.ts';
import { entityOf } from '../../domain/event/event.ts';
import type { Conditions, DoStep, Step, WhenStep, WorkflowDefinition } from '../../domain/workflow/definition.ts';
import { jsonPointer } from '../../domain/workflow/json-pointer.ts';
import type { Problem } from '../../domain/workflow/problem.ts';
import { attributeValue, IMPLIED_OPTIONS, RESPONSE_OPTIONS } from './response-options.ts';
import { writeEventConditions } from './table-view.ts';
import { writeXml, type XmlElement } from './xml.ts';

/** XML that Business Central imports, and what of the workflows it can not say. */
export interface WrittenXml {
  readonly xml: string;
  readonly problems: readonly Problem[];
}

/** Business Central's function name of an action, where it has one. */
export type FunctionName = (action: string) => string | undefined;

/** Writes workflows as Business Central exports them (domain 5.7). What its language lacks is told, not dropped silently. */
export function writeBusinessCentralXml(
  definitions: readonly WorkflowDefinition[],
  functionName: FunctionName,
): WrittenXml {
  const problems: Problem[] = [];
  const children = definitions.map((definition) => writeWorkflow(definition, { problems, functionName }));
  const root = { name: 'Root', attributes: {}, children, text: '' };
  return { xml: `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n${writeXml(root)}`, problems };
}

const RESOLVE = 'approvals.resolve';
const CREATE = 'CREATEAPPROVALREQUESTS';

/** The steps written so far. */
interface Writing {
  readonly code: string;
  readonly steps: XmlElement[];
  /** Waits by id: the response under which their events stand. */
  readonly waits: Map<string, number>;
  readonly problems: Problem[];
  readonly functionName: FunctionName;
  /** Options of the `approvals.resolve` before: there they stand on the response that creates the requests. */
  resolving: DoStep['with'];
}

function writeWorkflow(
  definition: WorkflowDefinition,
  { problems, functionName }: Pick<Writing, 'problems' | 'functionName'>,
): XmlElement {
  const { code, description, category, on } = definition;
  const writing: Writing = { code, steps: [], waits: new Map(), problems, functionName, resolving: undefined };
  if ('event' in on) {
    const entry = addEvent(writing, { event: on.event, where: on.where, previous: 0, sequence: 1, pointer: '/on' });
    addList(writing, definition.steps, { previous: entry, pointer: '/steps' });
  } else problems.push(unsaid(code, '/on', 'Only workflows that start on an event'));
  return {
    name: 'Workflow',
    attributes: {
      Code: code,
      ...(description !== undefined && { Description: description.slice(0, 100) }),
      ...(category !== undefined && { Category: category }),
    },
    children: writing.steps,
    text: '',
  };
}

function addList(writing: Writing, steps: readonly Step[], place: { previous: number; pointer: string }): void {
  let previous = place.previous;
  for (const [index, step] of steps.entries()) {
    const pointer = `${place.pointer}/${index}`;
    if ('do' in step) previous = addResponse(writing, step, { previous, pointer });
    else if ('when' in step) addWait(writing, step, { previous, pointer });
    else if ('goto' in step) jump(writing, previous, { target: step.goto, pointer });
    else writing.problems.push(unsaid(writing.code, pointer, 'A step of this kind'));
  }
}

function addEvent(
  writing: Writing,
  about: { event: string; where: Conditions | undefined; previous: number; sequence: number; pointer: string },
): number {
  const { event, where, previous, sequence, pointer } = about;
  const name = businessCentralEvents().find((known) => canonicalEvent(known) === canonicalEvent(event));
  if (name === undefined) writing.problems.push(unsaid(writing.code, pointer, `The event ${event}`));
  const children: XmlElement[] = [];
  if (where) {
    const { base64, unsaid: lost } = writeEventConditions(where, entityOf(canonicalEvent(event)));
    for (const what of lost) writing.problems.push(unsaid(writing.code, `${pointer}/where`, what));
    const conditions = { name: 'EventConditions', attributes: {}, children: [], text: base64 };
    children.push({ name: 'WorkflowStepArgument', attributes: {}, children: [conditions], text: '' });
  }
  return addStep(writing, { type: 0, name: name ?? event, previous, sequence, children });
}

function addResponse(
  writing: Writing,
  step: DoStep,
  { previous, pointer }: { previous: number; pointer: string },
): number {
  if (step.do === RESOLVE) {
    writing.resolving = step.with;
    return previous;
  }
  const name = step.do.includes('.') ? writing.functionName(step.do) : step.do;
  if (name === undefined) {
    writing.problems.push(unsaid(writing.code, pointer, `The action ${step.do}`));
    return previous;
  }
  const attributes: Record<string, string> = {};
  for (const [option, value] of Object.entries(step.with ?? (name === CREATE ? writing.resolving : undefined) ?? {})) {
    if (IMPLIED_OPTIONS[name]?.[option] === value) continue;
    const names = RESPONSE_OPTIONS[name]?.find((known) => known.option === option);
    if (names) attributes[names.attribute] = attributeValue(names, value);
    else writing.problems.push(unsaid(writing.code, `${pointer}/with${jsonPointer([option])}`, `The option ${option}`));
  }
  const argument = { name: 'WorkflowStepArgument', attributes, children: [], text: '' };
  return addStep(writing, {
    type: 1,
    name,
    previous,
    sequence: 1,
    children: Object.keys(attributes).length > 0 ? [argument] : [],
  });
}

function addWait(writing: Writing, step: WhenStep, { previous, pointer }: { previous: number; pointer: string }): void {
  if (step.id !== undefined) writing.waits.set(step.id, previous);
  if (step.timeout) writing.problems.push(unsaid(writing.code, `${pointer}/timeout`, 'A timeout'));
  for (const [index, branch] of step.when.entries()) {
    const place = `${pointer}/when/${index}`;
    const { event, key, where } = branch;
    if (key) writing.problems.push(unsaid(writing.code, `${place}/key`, 'A key of an event'));
    const id = addEvent(writing, { event, where, previous, sequence: index + 1, pointer: place });
    addList(writing, branch.steps, { previous: id, pointer: `${place}/steps` });
  }
}

/** A jump is a property of the response before it: to the response under which the wait stands. */
function jump(writing: Writing, from: number, { target, pointer }: { target: string; pointer: string }): void {
  const to = writing.waits.get(target);
  const step = writing.steps[from - 1];
  if (to === undefined || !step) {
    writing.problems.push(unsaid(writing.code, pointer, 'This goto'));
    return;
  }
  writing.steps[from - 1] = { ...step, attributes: { ...step.attributes, NextStepID: String(to) } };
}

function addStep(
  writing: Writing,
  step: { type: 0 | 1; name: string; previous: number; sequence: number; children: readonly XmlElement[] },
): number {
  const id = writing.steps.length + 1;
  const { type, name, previous, sequence, children } = step;
  writing.steps.push({
    name: 'WorkflowStep',
    attributes: {
      StepID: String(id),
      ...(previous === 0 && { EntryPoint: '1' }),
      PreviousStepID: String(previous),
      Type: String(type),
      FunctionName: name,
      SequenceNo: String(sequence),
    },
    children,
    text: '',
  });
  return id;
}

function unsaid(code: string, pointer: string, what: string): Problem {
  const message = `${code}: ${what} can not be said in Business Central's XML.`;
  const hint = 'Export it as YAML or JSON, which lose nothing, or add it in Business Central by hand.';
  return { code: 'not-in-business-central', severity: 'warning', pointer, message, hint };
}
