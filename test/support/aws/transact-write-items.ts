import type { CallDynalite } from './fake-dynamo.ts';
import { AwsFault } from './json-protocol.ts';

interface Part {
  readonly TableName: string;
  readonly Key?: Attributes;
  readonly Item?: Attributes;
}
type Attributes = Readonly<Record<string, object>>;
type Action = Partial<Record<'Put' | 'Delete' | 'ConditionCheck', Part>>;

interface Step {
  readonly operation: 'PutItem' | 'DeleteItem';
  readonly part: Part;
  readonly key: Attributes;
  /** What was there before. */
  readonly before?: Attributes | undefined;
  readonly isCheck: boolean;
}

const MAX_ITEMS = 100;
const KEY = ['pk', 'sk'];

/**
 * TransactWriteItems by single calls: each action is tried with its own condition; when one does not hold, or an action only checks, what was
 * there before is put back. The caller must let nobody else in meanwhile.
 */
export function createTransactions(call: CallDynalite): (input: object) => Promise<object> {
  const done = new Map<string, string>();
  return async (input) => {
    const { TransactItems: actions, ClientRequestToken: token } = input as {
      TransactItems: readonly Action[];
      ClientRequestToken: string;
    };
    const content = JSON.stringify(actions);
    if (done.has(token)) {
      if (done.get(token) === content) return {};
      throw new AwsFault('IdempotentParameterMismatchException');
    }
    check(actions);
    const steps: Step[] = [];
    const codes: string[] = [];
    for (const action of actions) {
      const step = await stepOf(call, action);
      const code = await tried(call, step);
      codes.push(code);
      if (code === 'None') steps.push(step);
    }
    const isCancelled = codes.some((code) => code !== 'None');
    for (const step of steps) if (isCancelled || step.isCheck) await putBack(call, step);
    if (isCancelled) throw cancellation(codes);
    done.set(token, content);
    return {};
  };
}

function check(actions: readonly Action[]): void {
  const keys = actions.map((action) => JSON.stringify(keyOf(partOf(action))));
  if (actions.length === 0 || actions.length > MAX_ITEMS)
    throw new AwsFault('ValidationException', 'At most 100 items.');
  if (new Set(keys).size < keys.length) {
    throw new AwsFault('ValidationException', 'Transaction request cannot include multiple operations on one item');
  }
}

async function stepOf(call: CallDynalite, action: Action): Promise<Step> {
  const part = partOf(action);
  const key = keyOf(part);
  const { Item: before } = await call('GetItem', { TableName: part.TableName, Key: key, ConsistentRead: true });
  return { operation: action.Put ? 'PutItem' : 'DeleteItem', part, key, before, isCheck: !!action.ConditionCheck };
}

async function tried(call: CallDynalite, { operation, part }: Step): Promise<string> {
  try {
    await call(operation, part);
    return 'None';
  } catch (error) {
    if (error instanceof AwsFault && error.code === 'ConditionalCheckFailedException') return 'ConditionalCheckFailed';
    if (error instanceof AwsFault && error.code === 'ValidationException') return 'ValidationError';
    throw error;
  }
}

async function putBack(call: CallDynalite, { part: { TableName }, key, before }: Step): Promise<void> {
  if (before) await call('PutItem', { TableName, Item: before });
  else await call('DeleteItem', { TableName, Key: key });
}

/** The error of a transaction that was cancelled for these reasons, one for each action. */
export function cancellation(codes: readonly string[]): AwsFault {
  return new AwsFault('TransactionCanceledException', `Transaction cancelled [${codes.join(', ')}]`, {
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
}

function partOf(action: Action): Part {
  const part = action.Put ?? action.Delete ?? action.ConditionCheck;
  if (!part) throw new AwsFault('ValidationException', 'An action is missing.');
  return part;
}

function keyOf({ Key, Item }: Part): Attributes {
  return Key ?? Object.fromEntries(KEY.map((name) => [name, Item?.[name] ?? {}]));
}
