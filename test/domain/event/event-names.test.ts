import { expect, test } from 'vitest';
import { businessCentralEvents, canonicalEvent } from '../../../shared/domain/event/business-central-events.ts';
import { builtInEvents, isKnownEvent } from '../../../shared/domain/event/entity-verbs.ts';

test('all 51 events of Business Central have a known name here', () => {
  expect(businessCentralEvents()).toHaveLength(51);
  for (const name of businessCentralEvents()) expect(isKnownEvent(canonicalEvent(name)), name).toBe(true);
});

test.each([
  ['RUNWORKFLOWONSENDPURCHASEDOCFORAPPROVAL', 'purchaseDocument.approvalRequested'],
  ['runworkflowonapproveapprovalrequest', 'approvalRequest.approved'],
  ['purchaseDocument.released', 'purchaseDocument.released'],
  ['anything', 'anything'],
])('%s is %s', (name, event) => {
  expect(canonicalEvent(name)).toBe(event);
});

test.each<[string, boolean]>([
  ['customer.created', true],
  ['customer.posted', false],
  ['customer.called', false],
  ['ticket.called', true],
  ['approvalRequest.overdue', true],
  ['approvalRequest.created', false],
  ['constructor.name', true],
  ['customer', false],
  ['customer.', false],
  ['.created', false],
  ['a.b.c', false],
  ['', false],
])('%s is known: %s', (event, known) => {
  expect(isKnownEvent(event)).toBe(known);
});

test('a source can declare more', () => {
  expect(isKnownEvent('customer.called', ['customer.called'])).toBe(true);
});

test('no event is listed twice', () => {
  expect(new Set(builtInEvents()).size).toBe(builtInEvents().length);
});
