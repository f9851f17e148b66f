import { businessCentralEvents, canonicalEvent } from '../../domain/event/business-central-events.ts';
import { entityOf } from '../../domain/event/event.ts';
import type {
  Conditions,
  DoStep,
  RunStep,
  Step,
  WhenStep,
  WorkflowDefinition,
} from '../../domain/workflow/definition.ts';
import { jsonPointer } from '../../domain/workflow/json-pointer.ts';
import { DEFAULT_PRIORITY } from '../../domain/workflow/overlaps.ts';
import type { Problem } from '../../domain/workflow/problem.ts';
import { writeEventConditions } from './table-view.ts';
import { tableOf } from './tables.ts';
import { writeArgument } from './write-argument.ts';
import { writeRules } from './write-rules.ts';
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
  const children = definitions.flatMap((definition) => writeWorkflow(definition, { problems, functionName }) ?? []);
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
): XmlElement | undefined {
  const { code, description = '', category = '', on } = definition;
  const writing: Writing = { code, steps: [], waits: new Map(), problems, functionName, resolving: undefined };
  problems.push(...unsaidOfHead(definition));
  if (!('event' in on)) return undefined;
  const entry = addEvent(writing, { event: on.event, where: on.where, previous: 0, sequence: 1, pointer: '/on' });
  addList(writing, definition.steps, {
    previous: entry,
    pointer: '/steps',
    entity: entityOf(canonicalEvent(on.event)),
  });
  return {
    name: 'Workflow',
    attributes: {
      Code: code,
      ...(description !== '' && { Description: description.slice(0, MAX_DESCRIPTION) }),
      Category: category,
    },
    children: writing.steps,
    text: '',
  };
}

/** Business Central's length of a description. */
const MAX_DESCRIPTION = 100;

function unsaidOfHead({ code, description = '', kind, priority, on, inputs, limits }: WorkflowDefinition): Problem[] {
  const isUsual = priority === undefined || priority === DEFAULT_PRIORITY || kind !== 'approval';
  return [
    ...(description.length > MAX_DESCRIPTION
      ? [unsaid(code, '/description', `What the description says behind ${MAX_DESCRIPTION} characters`)]
      : []),
    ...(isUsual ? [] : [unsaid(code, '/priority', 'A priority')]),
    ...('event' in on ? [] : [unsaid(code, '/on', 'A workflow that starts without an event')]),
    ...('event' in on && on.ignoreOwn ? [unsaid(code, '/on/ignoreOwn', 'ignoreOwn')] : []),
    ...(inputs ? [unsaid(code, '/inputs', 'Inputs')] : []),
    ...(limits ? [unsaid(code, '/limits', 'Limits of runs')] : []),
  ];
}

interface Place {
  readonly previous: number;
  readonly pointer: string;
  /** What the event that came last is about. */
  readonly entity: string;
}

function addList(writing: Writing, steps: readonly Step[], place: Place): void {
  let { previous } = place;
  for (const [index, step] of steps.entries()) {
    const pointer = `${place.pointer}/${index}`;
    if ('do' in step) previous = addResponse(writing, step, { ...place, previous, pointer });
    else if ('goto' in step) jump(writing, previous, { target: step.goto, pointer });
    else if ('run' in step) previous = addSubWorkflow(writing, step, { ...place, previous, pointer });
    else if ('when' in step) {
      addWait(writing, step, { ...place, previous, pointer });
      if (index + 1 < steps.length) {
        writing.problems.push(unsaid(writing.code, `${place.pointer}/${index + 1}`, 'What is done behind a wait'));
      }
      return;
    } else writing.problems.push(unsaid(writing.code, pointer, 'A step of this kind'));
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
  const entity = entityOf(canonicalEvent(event));
  const { change, ...filters } = where ?? {};
  if (Object.keys(filters).length > 0) {
    const { base64, unsaid: lost } = writeEventConditions(filters, entity);
    for (const what of lost) writing.problems.push(unsaid(writing.code, `${pointer}/where`, what));
    children.push({ name: 'WorkflowStepArgument', attributes: { EventConditions: base64 }, children: [], text: '' });
  }
  const { rules, unsaid: changes } = writeRules(change, tableOf(entity));
  for (const what of changes) writing.problems.push(unsaid(writing.code, `${pointer}/where/change`, what));
  children.push(...rules);
  return addStep(writing, { type: 0, name: name ?? event, previous, sequence, children });
}

function addResponse(writing: Writing, step: DoStep, { previous, pointer, entity }: Place): number {
  if (step.do === RESOLVE) {
    writing.resolving = step.with;
    return previous;
  }
  const name = step.do.includes('.') ? writing.functionName(step.do) : step.do;
  if (name === undefined) {
    writing.problems.push(unsaid(writing.code, pointer, `The action ${step.do}`));
    return previous;
  }
  for (const member of ['retry', 'timeout'] as const) {
    if (step[member]) writing.problems.push(unsaid(writing.code, `${pointer}/${member}`, `A ${member}`));
  }
  const options = step.with ?? (name === CREATE ? writing.resolving : undefined) ?? {};
  const { attributes, unsaid: lost } = writeArgument(name, options, tableOf(entity));
  for (const option of lost) {
    writing.problems.push(unsaid(writing.code, `${pointer}/with${jsonPointer([option])}`, `The option ${option}`));
  }
  const argument = { name: 'WorkflowStepArgument', attributes, children: [], text: '' };
  return addStep(writing, {
    type: 1,
    name,
    ...(step.title !== undefined && { title: step.title }),
    previous,
    sequence: 1,
    children: Object.keys(attributes).length > 0 ? [argument] : [],
  });
}

function addSubWorkflow(writing: Writing, step: RunStep, { previous, pointer }: Place): number {
  const { run: name, inputs, background, title } = step;
  if (inputs) writing.problems.push(unsaid(writing.code, `${pointer}/inputs`, 'Inputs of another workflow'));
  if (background) writing.problems.push(unsaid(writing.code, `${pointer}/background`, 'Going on without waiting'));
  return addStep(writing, {
    type: 2,
    name,
    ...(title !== undefined && { title }),
    previous,
    sequence: 1,
    children: [],
  });
}

function addWait(writing: Writing, step: WhenStep, { previous, pointer, entity }: Place): void {
  if (step.id !== undefined) writing.waits.set(step.id, previous);
  if (step.timeout) writing.problems.push(unsaid(writing.code, `${pointer}/timeout`, 'A timeout'));
  for (const [index, branch] of step.when.entries()) {
    const place = `${pointer}/when/${index}`;
    const { event, key, where } = branch;
    if (key) writing.problems.push(unsaid(writing.code, `${place}/key`, 'A key of an event'));
    const id = addEvent(writing, { event, where, previous, sequence: index + 1, pointer: place });
    const about = entityOf(canonicalEvent(event));
    const next = { previous: id, pointer: `${place}/steps`, entity: about === 'approvalRequest' ? entity : about };
    addList(writing, branch.steps, next);
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
  step: {
    type: 0 | 1 | 2;
    name: string;
    title?: string;
    previous: number;
    sequence: number;
    children: readonly XmlElement[];
  },
): number {
  const id = writing.steps.length + 1;
  const { type, name, title, previous, sequence, children } = step;
  writing.steps.push({
    name: 'WorkflowStep',
    attributes: {
      StepID: String(id),
      ...(title !== undefined && { StepDescription: title }),
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
