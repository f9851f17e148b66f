import { describe, expect, it } from 'vitest';
import { ENTITY_VERBS } from '../../shared/domain/event/entity-verbs.ts';
import { TABLE_RELATIONS } from '../../shared/domain/event/table-relations.ts';
import { FIELD_CATALOGUE, fieldLookup, fieldsOfEntity } from '../../shared/domain/field-catalogue/field-catalogue.ts';

describe('the field catalogue', () => {
  it('knows every built-in entity', () => {
    expect(Object.keys(ENTITY_VERBS).filter((entity) => !fieldsOfEntity(entity))).toEqual([]);
  });

  it('names each field of an entity and of its lines once', () => {
    const twice = FIELD_CATALOGUE.flatMap(({ entity, fields, lines = [] }) =>
      [fields, lines].flatMap((part) => {
        const names = part.map(({ name }) => name);
        return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${entity}.${name}`);
      }),
    );
    expect(twice).toEqual([]);
  });

  it('knows the fields by which records belong to each other', () => {
    const unknown = TABLE_RELATIONS.filter(
      ({ relatedEntity, relatedField }) =>
        relatedField !== undefined && relatedField !== 'record' && !fieldLookup(relatedEntity)(relatedField),
    );
    expect(unknown).toEqual([]);
  });

  it('says of everything that can be approved how many approvals are pending, and that this is calculated', () => {
    const approvable = TABLE_RELATIONS.filter(({ relatedEntity }) => relatedEntity === 'approvalRequest');
    const silent = approvable.filter(({ entity }) => !fieldLookup(entity)('pendingApprovals')?.calculated);
    expect(silent).toEqual([]);
  });

  it('gives options at least two values', () => {
    const options = FIELD_CATALOGUE.flatMap(({ fields, lines = [] }) => [...fields, ...lines]).filter(
      ({ type }) => type === 'option',
    );
    expect(options.filter(({ options: values = [] }) => values.length < 2)).toEqual([]);
  });

  // The fields that Business Central offers first in its condition dialog (domain 3.3), in our names.
  it.each<readonly [entity: string, part: 'fields' | 'lines', names: readonly string[]]>([
    ['purchaseDocument', 'fields', ['buyFromVendorNo', 'paymentTermsCode', 'amount', 'currencyCode']],
    ['purchaseDocument', 'lines', ['type', 'no', 'quantity', 'directUnitCost']],
    ['salesDocument', 'fields', ['sellToCustomerNo', 'paymentTermsCode', 'amount', 'currencyCode']],
    ['salesDocument', 'lines', ['type', 'no', 'quantity', 'unitCost']],
    ['incomingDocument', 'fields', ['createdByUserId', 'posted', 'status']],
    [
      'customer',
      'fields',
      ['no', 'blocked', 'creditLimitLcy', 'paymentMethodCode', 'genBusPostingGroup', 'customerPostingGroup'],
    ],
    ['vendor', 'fields', ['no']],
    ['item', 'fields', ['no', 'itemCategoryCode', 'unitPrice']],
    ['generalJournalBatch', 'fields', ['name', 'templateType', 'recurring']],
    ['itemJournalBatch', 'fields', ['name', 'templateType', 'recurring']],
    ['requisitionWorksheetBatch', 'fields', ['name', 'templateType', 'recurring']],
    ['generalJournalBatch', 'lines', ['documentType', 'accountType', 'accountNo', 'amount']],
    ['generalJournalLine', 'fields', ['documentType', 'accountType', 'accountNo', 'amount']],
    ['approvalRequest', 'fields', ['pendingApprovals']],
  ])('knows what conditions on %s (%s) ask first', (entity, part, names) => {
    expect(names.filter((name) => !fieldLookup(entity, part)(name))).toEqual([]);
  });

  it('says which amounts of documents are calculated, and keeps those with VAT apart', () => {
    const calculated = (entity: string) =>
      (fieldsOfEntity(entity) ?? []).filter((field) => field.calculated).map(({ name }) => name);
    for (const entity of ['purchaseDocument', 'salesDocument']) {
      expect(calculated(entity)).toEqual(['amount', 'amountIncludingVat', 'amountLcy', 'pendingApprovals']);
    }
  });
});
