import { plainValues } from './plain-values.ts';
import type { Statement } from './policy-evaluator.ts';
import { resourcesOf, type Template } from './synthesised.ts';

/** The names by which tests speak of the resources of a deployment. */
export interface DeployedNames {
  readonly table: string;
  readonly blobs: string;
  readonly queues: Readonly<Record<'events' | 'decisions' | 'notifications', string>>;
  readonly userPool: string;
  readonly executionRole: string;
}

/** What each function and the execution role may do: the statements of every policy on its role. */
export function grantedRights(templates: readonly Template[]): ReadonlyMap<string, readonly Statement[]> {
  const plain = plainValues(templates);
  const rights = new Map<string, Statement[]>();
  for (const { part, properties } of resourcesOf(templates, 'AWS::IAM::Policy')) {
    const { PolicyDocument, Roles } = plain(part, properties) as {
      PolicyDocument: { Statement: Statement[] };
      Roles: string[];
    };
    for (const role of Roles) {
      const holder = holderOf(role);
      rights.set(holder, [...(rights.get(holder) ?? []), ...PolicyDocument.Statement]);
    }
  }
  return rights;
}

/** `api/receivewebhookRole3F5E` is the role of receivewebhook. */
function holderOf(role: string): string {
  return (role.split('/')[1] ?? '').replace(/Role[0-9A-F]+$/, '').toLowerCase();
}

/** The name under which a function's rights are found. */
export function holderNamed(name: string): string {
  return name.replaceAll('-', '');
}

/** Where the resources are, in the form in which statements name them. */
export function deployedNames(templates: readonly Template[]): DeployedNames {
  const arn = (type: string, start: string): string => {
    const found = resourcesOf(templates, type).find(({ id }) => id.startsWith(start));
    if (!found) throw new Error(`There is no ${type} named ${start}.`);
    return `arn:${found.part}/${found.id}`;
  };
  return {
    table: arn('AWS::DynamoDB::Table', 'Items'),
    blobs: arn('AWS::S3::Bucket', 'Blobs'),
    queues: {
      events: arn('AWS::SQS::Queue', 'EventsQueue'),
      decisions: arn('AWS::SQS::Queue', 'DecisionsQueue'),
      notifications: arn('AWS::SQS::Queue', 'NotificationsQueue'),
    },
    userPool: arn('AWS::Cognito::UserPool', 'Members'),
    executionRole: arn('AWS::IAM::Role', 'ExecutionRole'),
  };
}
