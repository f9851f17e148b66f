type Attribute = Readonly<Record<string, unknown>>;
type Attributes = Readonly<Record<string, Attribute | undefined>>;

/** Units of capacity, as DynamoDB counts them on demand. */
export interface Units {
  readonly write: number;
  readonly read: number;
}

const WRITE_BYTES = 1_024;
const READ_BYTES = 4_096;
/** Of keys only: an entry has less than a kilobyte. */
const INDEXES = ['lists', 'relations', 'due'] as const;

/**
 * Counts what calls of the table cost: a write by the larger of old and new item, twice in a transaction; one more in each index in which
 * the item appears or from which it goes, both where its place changes, and none where it stays, as indexes hold keys only; a read by size, half
 * where it need not be consistent.
 */
export function createItemMeter(): (command: string, input: Attribute, output: unknown) => Units {
  const items = new Map<string, Attributes>();
  const put = (item: Attributes): number => {
    const before = items.get(keyOf(item));
    items.set(keyOf(item), item);
    return writeUnits(before, item);
  };
  const remove = (key: Attributes): number => {
    const before = items.get(keyOf(key));
    items.delete(keyOf(key));
    return writeUnits(before, undefined);
  };
  return (command, input, output) => {
    switch (command) {
      case 'PutItemCommand': {
        const item = input.Item as Attributes;
        const before = items.get(keyOf(item));
        return { write: put(item) + indexUnits(before, item), read: 0 };
      }
      case 'DeleteItemCommand': {
        const before = items.get(keyOf(input.Key as Attributes));
        return { write: remove(input.Key as Attributes) + indexUnits(before, undefined), read: 0 };
      }
      case 'TransactWriteItemsCommand':
        return { write: sum((input.TransactItems as Attribute[]).map(transactUnits)), read: 0 };
      case 'GetItemCommand':
        return { write: 0, read: readUnits([(output as { Item?: Attributes }).Item ?? {}], true) };
      case 'QueryCommand': {
        const { Items = [] } = output as { Items?: Attributes[] };
        return { write: 0, read: readUnits(Items, input.ConsistentRead === true) };
      }
      case 'BatchGetItemCommand': {
        const { Responses = {} } = output as { Responses?: Record<string, Attributes[]> };
        return {
          write: 0,
          read: sum(
            Object.values(Responses)
              .flat()
              .map((item) => readUnits([item], false)),
          ),
        };
      }
      default:
        return { write: 0, read: 0 };
    }
  };

  function transactUnits(part: Attribute): number {
    const { Put, Delete, ConditionCheck } = part as Record<string, { Item?: Attributes; Key?: Attributes } | undefined>;
    if (Put?.Item) {
      const before = items.get(keyOf(Put.Item));
      return 2 * put(Put.Item) + indexUnits(before, Put.Item);
    }
    if (Delete?.Key) {
      const before = items.get(keyOf(Delete.Key));
      return 2 * remove(Delete.Key) + indexUnits(before, undefined);
    }
    return ConditionCheck?.Key ? 2 * writeUnits(items.get(keyOf(ConditionCheck.Key)), undefined) : 0;
  }
}

function writeUnits(before: Attributes | undefined, after: Attributes | undefined): number {
  return Math.max(1, Math.ceil(bytesOf(before) / WRITE_BYTES), Math.ceil(bytesOf(after) / WRITE_BYTES));
}

function indexUnits(before: Attributes | undefined, after: Attributes | undefined): number {
  return sum(
    INDEXES.map((index) => {
      const [was, is] = [placeOf(before, index), placeOf(after, index)];
      return was === is ? 0 : [was, is].filter((place) => place !== undefined).length;
    }),
  );
}

function placeOf(item: Attributes | undefined, index: string): string | undefined {
  const partition = item?.[`${index}Pk`];
  return partition && JSON.stringify([partition, item?.[`${index}Sk`]]);
}

function readUnits(items: readonly Attributes[], consistent: boolean): number {
  const units = Math.max(1, Math.ceil(sum(items.map(bytesOf)) / READ_BYTES));
  return consistent ? units : units / 2;
}

/** Names and values, as DynamoDB measures an item. */
function bytesOf(item: Attributes | undefined): number {
  return sum(
    Object.entries(item ?? {}).map(([name, { S, N, B } = {}]) => {
      const value = B instanceof Uint8Array ? B.byteLength : Buffer.byteLength(String(S ?? N ?? ''));
      return Buffer.byteLength(name) + value;
    }),
  );
}

function keyOf({ pk, sk }: Attributes): string {
  return JSON.stringify([pk?.S, sk?.S]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
