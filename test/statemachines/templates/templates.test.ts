import { expect, test } from 'vitest';
import { parseDefinition } from '../../../shared/contracts/parse-definition.ts';
import { validate } from '../../../statemachines/lint/validate.ts';
import { findTemplate, templates } from '../../../statemachines/templates/templates.ts';
import { compiled } from '../support/compiled.ts';
import { machineFaults } from '../support/machine-faults.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';

test.each(templates().map((template) => [template.code, template] as const))(
  'a copy of %s can be enabled',
  (code, template) => {
    const copy = { ...template.definition, code: `${code.replace(/^MS-/, '')}-01` };
    expect(parseDefinition(copy)).toEqual({ definition: copy });
    expect(validate(copy, smallCatalogue())).toEqual([]);
    expect(machineFaults(compiled(copy).parsed)).toEqual([]);
  },
);

test('codes are unique and found', () => {
  expect(new Set(templates().map(({ code }) => code)).size).toBe(templates().length);
  expect(findTemplate('MS-POAPW')?.name).toBe('Purchase Order Approval');
  expect(findTemplate('POAPW')).toBeUndefined();
});

test.each([
  ['MS-POAPW', 'purchaseDocument', 'Order', 'approver', 'approverChain'],
  ['MS-PIAPW', 'purchaseDocument', 'Invoice', 'salespersonPurchaser', 'directApprover'],
  ['MS-SOAPW', 'salesDocument', 'Order', 'salespersonPurchaser', 'approverChain'],
  ['MS-SQAPW', 'salesDocument', 'Quote', 'salespersonPurchaser', 'directApprover'],
])('%s asks for %s %s by %s and %s', (code, entity, documentType, approverType, limitType) => {
  const definition = findTemplate(code)?.definition;
  expect(definition?.on).toEqual({
    event: `${entity}.approvalRequested`,
    where: { record: { documentType, status: 'Open' } },
  });
  expect(definition?.steps[0]).toEqual({ do: 'approvals.resolve', with: { approverType, limitType } });
});

test('the purchase order approval compiles to the machine that stands beside this test', async () => {
  const definition = findTemplate('MS-POAPW')?.definition;
  if (!definition) throw new Error('no template');
  const { machine } = compiled({ ...definition, code: 'POAPW-01' });
  await expect(`${machine}\n`).toMatchFileSnapshot('./poapw-01.asl.json');
});
