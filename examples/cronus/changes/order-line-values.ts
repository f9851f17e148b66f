import { ITEM } from '../records/item.ts';
import { type Json, jsonObject } from '../records/json.ts';
import type { MasterRecord } from '../records/master-kind.ts';
import { LINE_TYPES, type OrderLine } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import type { FaultCollector } from './fault-collector.ts';
import type { Ledger } from './ledger.ts';
import { type Read, readNumber, readOption, readPositive, readText } from './read-values.ts';

const MOST_LINES = 1_000;

/** Reads all lines of an order; they take the place of those it had. Faults are named `lines/0/quantity`. */
export function readOrderLines(ledger: Ledger, kind: OrderKind, value: Json, faults: FaultCollector): OrderLine[] {
  const lines = faults.take<readonly Json[]>('lines', readList(value), []);
  return lines.flatMap((line, index) => {
    const given = jsonObject.safeParse(line);
    const place = `lines/${index}`;
    if (given.success) return [readLine(ledger, kind, { given: given.data, place }, faults)];
    faults.take(place, { fault: 'It must be a line.' }, undefined);
    return [];
  });
}

function readList(value: Json): Read<readonly Json[]> {
  if (!Array.isArray(value)) return { fault: 'It must be a list of lines.' };
  return value.length > MOST_LINES ? { fault: `An order may have ${MOST_LINES} lines.` } : { value };
}

/** What is left out of an item's line is taken from the item. */
function readLine(
  ledger: Ledger,
  kind: OrderKind,
  { given, place }: { given: Readonly<Record<string, Json>>; place: string },
  faults: FaultCollector,
): OrderLine {
  const { lineType: typeGiven = 'Item', lineObjectNumber: numberGiven = '', quantity = 1 } = given;
  const lineType = faults.take(`${place}/lineType`, readOption(typeGiven, LINE_TYPES), 'Item');
  const lineObjectNumber = faults.take(`${place}/lineObjectNumber`, readText(numberGiven), '');
  const isItem = lineType === 'Item';
  const item = isItem
    ? faults.take(`${place}/lineObjectNumber`, readItem(ledger, lineObjectNumber), undefined)
    : undefined;
  const { name: amountName } = kind.unitAmount;
  const amount = given[amountName] ?? item?.[kind.itemAmount] ?? 0;
  const description = given.description || item?.displayName || '';
  return {
    lineType,
    lineObjectNumber,
    description: faults.take(`${place}/description`, readText(description), ''),
    quantity: faults.take(`${place}/quantity`, readNumber(quantity), 0),
    unitAmount: faults.take(`${place}/${amountName}`, readPositive(amount), 0),
  };
}

function readItem(ledger: Ledger, number: string): Read<MasterRecord | undefined> {
  const item = ledger.store.masters(ITEM).get(number)?.body;
  if (!item) return { fault: number ? `Item ${number} does not exist.` : 'An item line needs the number of an item.' };
  return item.blocked === true ? { fault: `Item ${number} is blocked.` } : { value: item };
}
