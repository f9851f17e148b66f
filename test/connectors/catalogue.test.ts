import { describe, expect, it, test } from 'vitest';
import { registryOf } from '../../shared/connectors/catalogue/registry-of.ts';
import { connectors } from '../../shared/connectors/registry.ts';
import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import { isKnownEvent } from '../../shared/domain/event/entity-verbs.ts';
import { createApi } from '../functions/manage/api-fixture.ts';

const { events, findAction } = registryOf(connectors);
const actions = connectors.flatMap((connector) =>
  connector.actions.map((action) => ({ ...action, fullName: `${connector.name}.${action.name}` })),
);

/** Business Central's responses: function, ours, panel of options (domain 2.2). */
const RESPONSES: readonly (readonly [string, string, string])[] = [
  ['DONOTHING', 'notifications.nothing', 'G0'],
  ['CREATENOTIFICATIONENTRY', 'notifications.notify', 'G3'],
  ['RELEASEDOCUMENT', 'records.release', 'G0'],
  ['OPENDOCUMENT', 'records.reopen', 'G0'],
  ['SETSTATUSTOPENDINGAPPROVAL', 'records.setStatus', 'G0'],
  ['GETAPPROVALCOMMENT', 'approvals.showComments', 'G0'],
  ['CREATEAPPROVALREQUESTS', 'approvals.create', 'G5'],
  ['SENDAPPROVALREQUESTFORAPPROVAL', 'approvals.send', 'G2'],
  ['APPROVEALLAPPROVALREQUESTS', 'approvals.approveAll', 'G0'],
  ['REJECTALLAPPROVALREQUESTS', 'approvals.rejectAll', 'G2'],
  ['CANCELALLAPPROVALREQUESTS', 'approvals.cancelAll', 'G2'],
  ['POSTDOCUMENT', 'records.post', 'G0'],
  ['BACKGROUNDPOSTAPPROVEDPURCHASEDOC', 'records.postInBackground', 'G0'],
  ['BACKGROUNDCREATEPMTLINEFORPOSTEDDOCUMENT', 'records.createPaymentLineInBackground', 'G1'],
  ['CREATEPMTLINEFORPOSTEDDOCUMENT', 'records.createPaymentLine', 'G1'],
  ['CREATEOVERDUENOTIFICATIONS', 'approvals.notifyOverdue', 'G2'],
  ['CHECKCUSTOMERCREDITLIMIT', 'records.checkCreditLimit', 'G0'],
  ['CHECKGENERALJOURNALBATCHBALANCE', 'records.checkBatchBalance', 'G0'],
  ['CREATEANDAPPROVEAPPROVALREQUESTAUTOMATICALLY', 'approvals.createApproved', 'G0'],
  ['SHOWMESSAGE', 'notifications.showMessage', 'G4'],
  ['RESTRICTRECORDUSAGE', 'records.restrict', 'G0'],
  ['ALLOWRECORDUSAGE', 'records.allow', 'G0'],
  ['MARKREADYFOROCR', 'incomingDocuments.markReadyForOcr', 'G0'],
  ['SENDTOOCR', 'incomingDocuments.sendToOcr', 'G0'],
  ['BACKGROUNDSENDTOOCR', 'incomingDocuments.sendToOcrInBackground', 'G0'],
  ['RECEIVEFROMOCR', 'incomingDocuments.receiveFromOcr', 'G0'],
  ['BACKGROUNDRECEIVEFROMOCR', 'incomingDocuments.receiveFromOcrInBackground', 'G0'],
  ['CREATEDOCFROMINCOMINGDOC', 'incomingDocuments.createDocument', 'G0'],
  ['CREATERELEASEDDOCFROMINCOMINGDOC', 'incomingDocuments.createReleasedDocument', 'G0'],
  ['CREATEJOURNALFROMINCOMINGDOC', 'incomingDocuments.createJournalLine', 'G0'],
  ['REVERTVALUEFORFIELD', 'records.revertValue', 'G6'],
  ['APPLYNEWVALUES', 'records.applyValues', 'G7'],
  ['DISCARDNEWVALUES', 'records.discardValues', 'G0'],
  ['APPROVEOVERRECEIPT', 'records.approveOverReceipt', 'G0'],
  ['ENABLEJOBQUEUEENTRY', 'records.enableJobQueueEntry', 'G0'],
  ['SENDNOTIFICATIONTOWEBHOOK', 'records.notifyWebhook', 'G8'],
];

describe('the events', () => {
  test('are the 51 of Business Central, each under one name and one description', () => {
    expect(events).toHaveLength(51);
    for (const about of ['type', 'title', 'businessCentralName'] as const) {
      expect(new Set(events.map((event) => event[about])).size, about).toBe(51);
    }
  });

  it.each(events.map(({ businessCentralName, type }) => [businessCentralName ?? '', type]))(
    '%s is %s',
    (name, type) => {
      expect(canonicalEvent(name)).toBe(type);
      expect(isKnownEvent(type)).toBe(true);
    },
  );

  it('are offered behind events that there are', () => {
    const types = events.map(({ type }) => type);
    for (const { offeredAfter = [] } of [...events, ...actions]) {
      expect(offeredAfter.filter((type) => !types.includes(type))).toEqual([]);
    }
  });

  it('are independent, but for those that Business Central offers only behind others', () => {
    const dependent = events.filter(({ offeredAfter }) => offeredAfter);
    // 12 cancellations, approve, reject, delegate, posted, 2 of the credit limit, 2 of the balance, and the webhook's answer.
    expect(dependent).toHaveLength(21);
  });
});

describe('the responses', () => {
  test('are the 36 of Business Central', () => {
    const names = actions.flatMap(({ businessCentralName }) => businessCentralName ?? []);
    expect(names.toSorted()).toEqual(RESPONSES.map(([name]) => name).toSorted());
    expect(RESPONSES).toHaveLength(36);
  });

  it.each(RESPONSES)('%s is %s, with the options %s', (businessCentralName, name, group) => {
    const action = findAction(name);
    expect(action?.businessCentralName).toBe(businessCentralName);
    expect(action?.optionGroup ?? 'G0').toBe(group);
    expect(action?.title).toMatch(/^[A-Z]/);
    expect(action?.description).toMatch(/\.$/);
  });

  it('that the system of record carries out name their command', () => {
    for (const { fullName, command, commandType } of actions) {
      expect(commandType !== undefined, fullName).toBe(command);
    }
  });
});

test('the API shows all of it, with the options as JSON Schema', async () => {
  const api = await createApi();
  const { status, body } = await api.call({ route: 'GET /catalogue', as: 'admin' });
  expect(status).toBe(200);
  expect(body.events).toHaveLength(51);
  expect(body.actions).toContainEqual(
    expect.objectContaining({
      name: 'records.createPaymentLine',
      command: 'record.createPaymentLine',
      optionGroup: 'G1',
      options: expect.objectContaining({ required: ['journalTemplateName', 'journalBatchName'] }),
    }),
  );
  expect(body.relations).toContainEqual({
    entity: 'purchaseDocument',
    field: 'no',
    relatedEntity: 'generalJournalLine',
    relatedField: 'appliesToDocNo',
  });
});
