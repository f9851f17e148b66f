import { canonicalEvent } from '../../domain/event/business-central-events.ts';
import type { Json } from '../../domain/json/json.ts';
import type {
  ChangeCondition,
  Conditions,
  Step,
  WhenBranch,
  WorkflowDefinition,
} from '../../domain/workflow/definition.ts';
import type { Problem } from '../../domain/workflow/problem.ts';
import { CHANGE_OPERATORS } from './change-operators.ts';
import { FIELD_RESPONSES, IMPLIED_OPTIONS, optionValue, RESPONSE_OPTIONS, SAID_ELSEWHERE } from './response-options.ts';
import { readEventConditions } from './table-view.ts';
import { TABLES } from './tables.ts';
import { readXml, type XmlElement, XmlSyntaxError } from './xml.ts';

/** A workflow of Business Central in our language; `warnings` list what it refers to that we do not know, instead of blanking it. */
export type ReadWorkflow =
  | { readonly definition: WorkflowDefinition; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

/** Reads the XML that Business Central exports (domain 5.7). */
export function readBusinessCentralXml(text: string): readonly ReadWorkflow[] {
  try {
    const workflows = readXml(text).children.filter(({ name }) => name === 'Workflow');
    return workflows.length > 0 ? workflows.map(readWorkflow) : [failed('no-workflow', 'The XML holds no workflow.')];
  } catch (error) {
    if (error instanceof XmlSyntaxError) return [failed('syntax', error.message)];
    throw error;
  }
}

function failed(code: string, message: string): ReadWorkflow {
  const hint = 'Export the workflow from Business Central again, and take the file as it is.';
  return { problems: [{ code, severity: 'error', pointer: '', message, hint }] };
}

/** A step of the tree as it was written. */
interface Node {
  readonly id: string;
  readonly previous: string;
  readonly next: string;
  readonly type: 'event' | 'response' | 'subWorkflow';
  readonly functionName: string;
  readonly sequence: number;
  readonly element: XmlElement;
}

const TYPES = ['event', 'response', 'subWorkflow'] as const;

function readWorkflow({ attributes, children }: XmlElement): ReadWorkflow {
  const nodes = children.filter(({ name }) => name === 'WorkflowStep').map(nodeOf);
  const code = attributes.Code ?? '';
  if (code === '') return failed('missing-member', 'A workflow has no code.');
  const twice = nodes.find(({ id }, index) => nodes.findIndex((other) => other.id === id) !== index);
  if (twice) return failed('duplicate-step', `${code} has two steps with the number ${twice.id}.`);
  const roots = nodes.filter(({ previous }) => !nodes.some(({ id }) => id === previous));
  const [root] = roots;
  if (!root || roots.length > 1 || root.type !== 'event') {
    return failed('no-entry-point', `${code} must begin with exactly one event.`);
  }
  const reading: Reading = { nodes, waits: new Map(), warnings: [] };
  const where = conditionsOf(root, reading, '/on');
  const steps = stepsAfter(root, reading, { pointer: '/steps', depth: 0 });
  const definition: WorkflowDefinition = {
    code,
    ...(attributes.Description && { description: attributes.Description }),
    ...(attributes.Category && { category: attributes.Category }),
    kind: nodes.some(({ functionName }) => functionName === 'CREATEAPPROVALREQUESTS') ? 'approval' : 'automated',
    on: { event: canonicalEvent(root.functionName), ...(where && { where }) },
    steps,
  };
  return { definition, warnings: reading.warnings };
}

function nodeOf(element: XmlElement): Node {
  const {
    StepID = '',
    PreviousStepID = '0',
    NextStepID = '0',
    Type = '0',
    FunctionName = '',
    SequenceNo = '1',
  } = element.attributes;
  const type = TYPES.find(
    (name, number) => String(number) === Type || name === Type.toLowerCase().replace('sub-w', 'subW'),
  );
  return {
    id: StepID,
    previous: PreviousStepID,
    next: NextStepID,
    type: type ?? 'event',
    functionName: type === 'subWorkflow' ? FunctionName : FunctionName.toUpperCase(),
    sequence: Number(SequenceNo),
    element,
  };
}

interface Reading {
  readonly nodes: readonly Node[];
  /** The response under which a wait stands -> the wait's id. */
  readonly waits: Map<string, string>;
  readonly warnings: Problem[];
}

/** Deeper trees than this are no workflows that somebody drew, and circles of predecessors end here. */
const MAX_DEPTH = 100;

/** The responses behind an event, and the wait for the next events under the last of them. */
function stepsAfter(event: Node, reading: Reading, place: { pointer: string; depth: number }): Step[] {
  const steps: Step[] = [];
  if (place.depth > MAX_DEPTH) return steps;
  for (let node = event; ; ) {
    const below = reading.nodes
      .filter(({ previous }) => previous === node.id)
      .sort((left, right) => left.sequence - right.sequence);
    const following = below.find(({ type }) => type !== 'event');
    const pointer = `${place.pointer}/${steps.length}`;
    if (following) {
      steps.push(stepOf(following, reading, pointer));
      node = following;
      continue;
    }
    if (below.length > 0) steps.push(waitFor(node, below, reading, { pointer, depth: place.depth + 1 }));
    if (node.next !== '0' && node.next !== '') steps.push({ goto: waitUnder(node.next, reading) });
    return steps;
  }
}

function stepOf(node: Node, reading: Reading, pointer: string): Step {
  const { functionName, element } = node;
  const title = element.attributes.StepDescription;
  const head = title ? { title } : {};
  if (node.type === 'subWorkflow') return { ...head, run: functionName };
  const written = element.children.find(({ name }) => name === 'WorkflowStepArgument')?.attributes ?? {};
  const known = RESPONSE_OPTIONS[functionName] ?? [];
  const options: Record<string, Json> = { ...IMPLIED_OPTIONS[functionName] };
  for (const names of known) {
    const value = optionValue(names, written[names.attribute]);
    if (value !== undefined) options[names.option] = value;
  }
  if (options.approverType === 'workflowUserGroup') delete options.limitType;
  const field =
    FIELD_RESPONSES.includes(functionName) && isSaid(written.FieldNumber)
      ? fieldOf(written, reading, pointer)
      : undefined;
  if (field !== undefined) options.field = field;
  const told = [...SAID_ELSEWHERE, ...known.map(({ attribute }) => attribute), ...(field === undefined ? [] : FIELD)];
  for (const [name, value] of Object.entries(written)) {
    if (told.includes(name) || !isSaid(value)) continue;
    reading.warnings.push(unknown(pointer, `The option ${name} (${value}) of ${functionName}`));
  }
  return { ...head, do: functionName, ...(Object.keys(options).length > 0 && { with: options }) };
}

const FIELD = ['TableNumber', 'FieldNumber'];

/** An attribute that is empty, zero or no says as much as one that is missing. */
function isSaid(value = ''): boolean {
  return !['', '0', 'false'].includes(value.toLowerCase());
}

function waitFor(
  above: Node,
  events: readonly Node[],
  reading: Reading,
  place: { pointer: string; depth: number },
): Step {
  const id = waitId(above.id, reading);
  const when = events.map((event, index): WhenBranch => {
    const pointer = `${place.pointer}/when/${index}`;
    const where = conditionsOf(event, reading, pointer);
    const steps = stepsAfter(event, reading, { pointer: `${pointer}/steps`, depth: place.depth });
    return { event: canonicalEvent(event.functionName), ...(where && { where }), steps };
  });
  return { id, when };
}

/** A jump to a response means: wait again for the events under the chain that it belongs to (domain 0.2). */
function waitUnder(target: string, reading: Reading): string {
  let at = target;
  for (let moves = 0; moves < reading.nodes.length; moves += 1) {
    const following = reading.nodes.find(({ previous, type }) => previous === at && type !== 'event');
    if (!following) break;
    at = following.id;
  }
  return waitId(at, reading);
}

function waitId(response: string, { waits }: Reading): string {
  const known = waits.get(response);
  if (known !== undefined) return known;
  const id = waits.size === 0 ? 'decision' : `decision${waits.size + 1}`;
  waits.set(response, id);
  return id;
}

function conditionsOf({ element }: Node, reading: Reading, pointer: string): Conditions | undefined {
  const argument = element.children.find(({ name }) => name === 'WorkflowStepArgument');
  const written =
    argument?.children.find(({ name }) => name === 'EventConditions')?.text ?? argument?.attributes.EventConditions;
  const { where, unknown: lost } = written ? readEventConditions(written) : { unknown: [] };
  for (const what of lost) reading.warnings.push(unknown(pointer, what));
  const rules = element.children.filter(({ name }) => name === 'WorkflowRule');
  const [first, ...others] = rules.map(({ attributes }) => changeOf(attributes, reading, pointer));
  return first ? { ...where, change: others.length > 0 ? [first, ...others] : first } : where;
}

function changeOf(written: Readonly<Record<string, string>>, reading: Reading, pointer: string): ChangeCondition {
  const { RuleTableNumber = '', RuleFieldNumber = '', Operator = '0' } = written;
  const is = CHANGE_OPERATORS.find((name, number) => String(number) === Operator || name === Operator.toLowerCase());
  const field = fieldOf({ TableNumber: RuleTableNumber, FieldNumber: RuleFieldNumber }, reading, pointer);
  return { field, is: is ?? 'changed' };
}

/** A field by the numbers of its table and itself. One that nobody knows here keeps its number, which no record has, and is told. */
function fieldOf(
  { TableNumber = '', FieldNumber = '' }: Readonly<Record<string, string>>,
  reading: Reading,
  pointer: string,
): string {
  const table = TABLES.find(({ number }) => String(number) === TableNumber);
  const name = table?.fields[Number(FieldNumber)];
  if (name === undefined)
    reading.warnings.push(unknown(pointer, `Field ${FieldNumber || '?'} of table ${TableNumber || '?'}`));
  return name ?? `field${FieldNumber}`;
}

function unknown(pointer: string, what: string): Problem {
  const message = `${what} is not known here.`;
  const hint = 'Look at it before the workflow is enabled.';
  return { code: 'unknown-reference', severity: 'warning', pointer, message, hint };
}
