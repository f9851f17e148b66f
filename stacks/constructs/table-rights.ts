import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionDeclaration } from '../../functions/function-declaration.ts';
import { INDEXES } from './item-table.ts';

/**
 * The rights of a function on the table: reading and writing by the item types that it declares, which every partition key starts with, and
 * listing by the partitions of indexes, which hold keys only, so whoever lists reads the items by them. Nobody scans. Transactions are granted by what they do to each item.
 */
export function tableRights(table: ITable, declaration: FunctionDeclaration): readonly PolicyStatement[] {
  const { reads, writes, lists = {} } = declaration;
  const checks = [...new Set([...reads, ...writes])];
  return [
    ...statement(['dynamodb:GetItem', 'dynamodb:Query'], table.tableArn, reads),
    ...statement(['dynamodb:PutItem', 'dynamodb:DeleteItem'], table.tableArn, writes),
    ...(writes.length > 0 ? statement(['dynamodb:ConditionCheckItem'], table.tableArn, checks) : []),
    ...(Object.keys(lists).length > 0 ? statement(['dynamodb:BatchGetItem'], table.tableArn, reads) : []),
    ...INDEXES.flatMap((index) =>
      statement(['dynamodb:Query'], `${table.tableArn}/index/${index}`, lists[index] ?? []),
    ),
  ];
}

function statement(actions: string[], resource: string, leading: readonly string[]): readonly PolicyStatement[] {
  if (leading.length === 0) return [];
  const keys = leading.map((type) => `${type}#*`).toSorted();
  const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } };
  return [new PolicyStatement({ actions, resources: [resource], conditions })];
}
