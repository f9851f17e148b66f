import { calculated, type EntityFields, type Field, fields, option } from './field.ts';

const ADDRESS: readonly Field[] = [
  ...fields(
    'code',
    'no',
    'countryRegionCode',
    'postCode',
    'currencyCode',
    'languageCode',
    'paymentTermsCode',
    'paymentMethodCode',
    'genBusPostingGroup',
    'vatBusPostingGroup',
  ),
  ...fields(
    'text',
    'name',
    'name2',
    'address',
    'address2',
    'city',
    'email',
    'phoneNo',
    'homePage',
    'vatRegistrationNo',
  ),
  ...fields('dateTime', 'lastModifiedDateTime'),
];

/** Customers, vendors and items. */
export const MASTER_DATA_FIELDS: readonly EntityFields[] = [
  {
    entity: 'customer',
    title: 'Customer',
    fields: [
      ...ADDRESS,
      option('blocked', '', 'Ship', 'Invoice', 'All'),
      ...fields(
        'code',
        'customerPostingGroup',
        'salespersonCode',
        'customerPriceGroup',
        'customerDiscGroup',
        'reminderTermsCode',
      ),
      ...fields('number', 'creditLimitLcy'),
      ...fields('boolean', 'privacyBlocked'),
      ...calculated('balanceLcy', 'balanceDueLcy', 'salesLcy', 'pendingApprovals'),
    ],
  },
  {
    entity: 'vendor',
    title: 'Vendor',
    fields: [
      ...ADDRESS,
      option('blocked', '', 'Payment', 'All'),
      ...fields('code', 'vendorPostingGroup', 'purchaserCode', 'preferredBankAccountCode'),
      ...fields('boolean', 'privacyBlocked'),
      ...calculated('balanceLcy', 'balanceDueLcy', 'purchasesLcy', 'pendingApprovals'),
    ],
  },
  {
    entity: 'vendorBankAccount',
    title: 'Vendor bank account',
    fields: [
      ...fields('code', 'vendorNo', 'code', 'currencyCode', 'countryRegionCode'),
      ...fields('text', 'name', 'bankAccountNo', 'bankBranchNo', 'iban', 'swiftCode'),
      ...calculated('pendingApprovals'),
    ],
  },
  {
    entity: 'item',
    title: 'Item',
    fields: [
      option('type', 'Inventory', 'Service', 'Non-Inventory'),
      option('costingMethod', 'FIFO', 'LIFO', 'Specific', 'Average', 'Standard'),
      option('replenishmentSystem', 'Purchase', 'Prod. Order', '', 'Assembly'),
      ...fields(
        'code',
        'no',
        'no2',
        'baseUnitOfMeasure',
        'itemCategoryCode',
        'vendorNo',
        'genProdPostingGroup',
        'inventoryPostingGroup',
        'taxGroupCode',
      ),
      ...fields('text', 'description', 'description2', 'vendorItemNo', 'gtin'),
      ...fields(
        'number',
        'unitPrice',
        'unitCost',
        'standardCost',
        'lastDirectCost',
        'profitPercent',
        'reorderPoint',
        'reorderQuantity',
        'safetyStockQuantity',
      ),
      ...fields('boolean', 'blocked', 'salesBlocked', 'purchasingBlocked'),
      ...fields('dateTime', 'lastModifiedDateTime'),
      ...calculated('inventory', 'qtyOnPurchOrder', 'qtyOnSalesOrder', 'pendingApprovals'),
    ],
  },
];
