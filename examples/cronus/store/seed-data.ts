import type { MasterRecord } from '../records/master-kind.ts';
import type { Order, OrderLine } from '../records/order.ts';

const NOT_BLOCKED = '';

export const SEED_VENDORS: readonly MasterRecord[] = [
  vendor('10000', 'Fabrikam, Inc.', 'sales@fabrikam.example', '+31 20 555 0110'),
  vendor('20000', 'First Up Consultants', 'office@firstup.example', '+31 20 555 0120'),
  vendor('30000', 'Graphic Design Institute', 'studio@gdi.example', '+31 20 555 0130'),
  vendor('40000', 'Wide World Importers', 'orders@wideworld.example', '+31 20 555 0140'),
  vendor('50000', 'Nod Publishers', 'hello@nod.example', '+31 20 555 0150', 'All'),
];

export const SEED_CUSTOMERS: readonly MasterRecord[] = [
  customer('10000', 'Adatum Corporation', 'robert@adatum.example', { creditLimit: 50_000, balanceDue: 1_499.03 }),
  customer('20000', 'Trey Research', 'helen@trey.example', { creditLimit: 10_000, balanceDue: 3_036.6 }),
  customer('30000', 'School of Fine Art', 'meagan@fineart.example', { creditLimit: 25_000, balanceDue: 54_474 }),
  customer('40000', 'Alpine Ski House', 'ian@alpine.example', { creditLimit: 15_000, balanceDue: 0 }),
  customer('50000', 'Relecloud', 'jesse@relecloud.example', {
    creditLimit: 5_000,
    balanceDue: 8_836.8,
    blocked: 'Ship',
  }),
];

export const SEED_ITEMS: readonly MasterRecord[] = [
  item('1000', 'Bicycle', { unitPrice: 995, unitCost: 600, inventory: 32 }),
  item('1100', 'Front Wheel', { unitPrice: 189.5, unitCost: 120, inventory: 152 }),
  item('1200', 'Back Wheel', { unitPrice: 219, unitCost: 150, inventory: 148 }),
  item('1250', 'Hub Dynamo', { unitPrice: 79.9, unitCost: 45, inventory: 60 }),
  item('1400', 'Bicycle Helmet', { unitPrice: 59.95, unitCost: 30, inventory: 210 }),
  item('1908', 'LONDON Swivel Chair, blue', { unitPrice: 290, unitCost: 190.1, inventory: 18 }),
];

/** 106001 is for the manager to approve and 106002 for the manager and the director: 1,200.00 and 25,000.00 excluding VAT. */
export const SEED_PURCHASE_ORDERS: readonly Order[] = [
  order('106001', {
    partner: SEED_VENDORS[0],
    requestedDate: '2026-03-16',
    lines: [line('1400', 'Bicycle Helmet', 20, 30), line('1200', 'Back Wheel', 3, 150), account('Freight', 150)],
  }),
  order('106002', {
    partner: SEED_VENDORS[3],
    requestedDate: '2026-04-01',
    lines: [line('1000', 'Bicycle', 35, 600), line('1100', 'Front Wheel', 25, 120), account('Assembly', 1_000)],
  }),
  order('106003', {
    partner: SEED_VENDORS[1],
    status: 'Open',
    lines: [line('1250', 'Hub Dynamo', 6, 45), account('Consulting', 180)],
  }),
  order('106004', {
    partner: SEED_VENDORS[2],
    status: 'Open',
    posted: true,
    lines: [account('Catalogue layout', 425)],
  }),
  order('106005', { partner: SEED_VENDORS[4], lines: [account('Manuals, 500 copies', 950)] }),
  order('106006', {
    partner: SEED_VENDORS[0],
    currencyCode: 'USD',
    lines: [line('1908', 'LONDON Swivel Chair, blue', 4, 205.5)],
  }),
];

export const SEED_SALES_ORDERS: readonly Order[] = [
  order('101001', {
    partner: SEED_CUSTOMERS[0],
    requestedDate: '2026-03-20',
    lines: [line('1000', 'Bicycle', 2, 995), line('1400', 'Bicycle Helmet', 2, 59.95)],
  }),
  order('101002', {
    partner: SEED_CUSTOMERS[1],
    status: 'Open',
    lines: [line('1908', 'LONDON Swivel Chair, blue', 6, 290)],
  }),
  order('101003', { partner: SEED_CUSTOMERS[3], lines: [line('1000', 'Bicycle', 12, 945)] }),
];

function vendor(number: string, displayName: string, email: string, phoneNumber: string, blocked = NOT_BLOCKED) {
  return { number, displayName, email, phoneNumber, balance: 0, blocked };
}

function customer(number: string, displayName: string, email: string, more: Record<string, string | number>) {
  const phoneNumber = `+31 30 555 0${number.slice(0, 3)}`;
  return { number, displayName, email, phoneNumber, salespersonCode: 'RL', blocked: NOT_BLOCKED, ...more };
}

function item(number: string, displayName: string, more: { unitPrice: number; unitCost: number; inventory: number }) {
  return { number, displayName, ...more, blocked: false };
}

function order(
  number: string,
  { partner, ...more }: Partial<Order> & Pick<Order, 'lines'> & { partner: MasterRecord | undefined },
): Order {
  return {
    number,
    partnerNumber: partner?.number ?? '',
    partnerName: partner?.displayName ?? '',
    personCode: 'RL',
    orderDate: '2026-03-02',
    requestedDate: '',
    currencyCode: '',
    status: 'Draft',
    posted: false,
    ...more,
  };
}

function line(lineObjectNumber: string, description: string, quantity: number, unitAmount: number): OrderLine {
  return { lineType: 'Item', lineObjectNumber, description, quantity, unitAmount };
}

function account(description: string, unitAmount: number): OrderLine {
  return { lineType: 'Account', lineObjectNumber: '8210', description, quantity: 1, unitAmount };
}
