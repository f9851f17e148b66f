import { canonicalEvent } from '../../domain/event/business-central-events.ts';
import type { Json } from '../../domain/json/json.ts';
import type { Conditions, Step, WhenBranch, WorkflowDefinition } from '../../domain/workflow/definition.ts';
import type { Problem } from '../../domain/workflow/problem.ts';
import { IMPLIED_OPTIONS, optionValue, RESPONSE_OPTIONS } from './response-options.ts';
import { readEventConditions } from './table-view.ts';
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
    functionName: FunctionName.toUpperCase(),
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
  const argument = node.element.children.find(({ name }) => name === 'WorkflowStepArgument');
  if (node.type === 'subWorkflow') return { run: node.functionName };
  const options: Record<string, Json> = { ...IMPLIED_OPTIONS[node.functionName] };
  for (const names of RESPONSE_OPTIONS[node.functionName] ?? []) {
    const value = optionValue(names, argument?.attributes[names.attribute] ?? '');
    if (value !== undefined) options[names.option] = value;
  }
  for (const [name, value] of Object.entries(argument?.attributes ?? {})) {
    const known = (RESPONSE_OPTIONS[node.functionName] ?? []).some(({ attribute }) => attribute === name);
    if (!known && value !== '' && value !== '0' && value !== 'false') {
      reading.warnings.push(
        unknown(pointer, `The option ${name} (${value}) of ${node.functionName} is not known here.`),
      );
    }
  }
  return { do: node.functionName, ...(Object.keys(options).length > 0 && { with: options }) };
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

function conditionsOf({ element, functionName }: Node, reading: Reading, pointer: string): Conditions | undefined {
  const argument = element.children.find(({ name }) => name === 'WorkflowStepArgument');
  const written =
    argument?.children.find(({ name }) => name === 'EventConditions')?.text ?? argument?.attributes.EventConditions;
  const { where, unknown: lost } = written ? readEventConditions(written) : { unknown: [] };
  for (const what of lost) reading.warnings.push(unknown(pointer, `${functionName}: ${what} is not known here.`));
  const rule = element.children.find(({ name }) => name === 'WorkflowRule');
  if (!rule) return where;
  const { FieldNo = rule.attributes.field ?? '?', Operator = '' } = rule.attributes;
  const is = (['increased', 'decreased', 'changed'] as const).find(
    (name, number) => String(number) === Operator || name === Operator.toLowerCase(),
  );
  return { ...where, change: { field: fieldOf(functionName, FieldNo), is: is ?? 'changed' } };
}

/** The fields that the built-in change templates watch; any other keeps its number, which no record has, so that validation tells. */
function fieldOf(functionName: string, number: string): string {
  if (canonicalEvent(functionName) === 'customer.modified' && number === '20') return 'creditLimitLcy';
  if (canonicalEvent(functionName) === 'item.modified' && number === '18') return 'unitPrice';
  return `field${number}`;
}

function unknown(pointer: string, message: string): Problem {
  const hint = 'Look at it before the workflow is enabled.';
  return { code: 'unknown-reference', severity: 'warning', pointer, message, hint };
}
