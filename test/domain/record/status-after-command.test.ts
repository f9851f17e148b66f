import { describe, expect, it } from 'vitest';
import { statusAfterCommand } from '../../../shared/domain/record/status-after-command.ts';

const order = { company: 'c', source: 'erp', entity: 'purchaseDocument', id: '1' };
const incoming = { ...order, entity: 'incomingDocument' };
const customer = { ...order, entity: 'customer' };

describe('a command that the source has done', () => {
  it.each([
    ['record.setStatus', order, { status: 'Open' }, { status: 'Pending Approval' }, 'Pending Approval'],
    ['record.setStatus', order, {}, { status: 'Pending Approval' }, 'Pending Approval'],
    ['record.setStatus', order, { status: 'Open' }, {}, undefined],
    ['record.release', order, { status: 'Pending Approval' }, undefined, 'Released'],
    ['record.reopen', order, { status: 'Pending Approval' }, undefined, 'Open'],
    ['record.reopen', incoming, { status: 'Pending Approval' }, undefined, 'New'],
    ['record.reopen', customer, { name: 'Adatum' }, undefined, undefined],
    ['record.post', order, { status: 'Released' }, undefined, undefined],
  ])('%s of %j leaves status %5$j', (type, key, fields, values, status) => {
    expect(statusAfterCommand({ type, ...(values && { values }) }, { key, fields })).toBe(status);
  });
});
