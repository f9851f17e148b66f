import { expect } from 'vitest';
import type { BusinessCentral } from './business-central.ts';

let number = 0;

/** A purchase order that is not sent yet. */
export function order(amount: number, lines: object[] = [{ type: 'Item', amount }]) {
  return { fields: { documentType: 'Order', status: 'Open', amount }, lines };
}

/** A new purchase order of 25,000, sent by the purchaser: manager, then director. */
export async function sendOrder(bc: BusinessCentral): Promise<string> {
  number += 1;
  const id = `PO-${number}`;
  const answer = await bc.request('purchaser', `purchaseDocument/${id}`, order(25_000));
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  await bc.stands(id, 'purchaser:approved manager:open director:created');
  return id;
}
