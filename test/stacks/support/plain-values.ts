import type { Template } from './synthesised.ts';

/** What CloudFormation puts in for its own names. */
const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': '111122223333',
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** Turns the references of templates into texts that policies can be judged by: `arn:part/LogicalId`, or a name `part/LogicalId`. */
export function plainValues(templates: readonly Template[]): (part: string, value: unknown) => unknown {
  const exported = new Map(
    templates.flatMap(({ part, outputs }) =>
      Object.values(outputs).flatMap(({ Value, Export }) => (Export ? [[Export.Name, { part, Value }] as const] : [])),
    ),
  );
  const plain = (part: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((one) => plain(part, one));
    if (typeof value !== 'object' || value === null) return value;
    const [[name, argument] = ['', undefined]] = Object.entries(value);
    switch (name) {
      case 'Ref':
        return PSEUDO[String(argument)] ?? `${part}/${argument}`;
      case 'Fn::GetAtt': {
        const [id, attribute] = argument as [string, string];
        return attribute === 'Arn' ? `arn:${part}/${id}` : `${part}/${id}.${attribute}`;
      }
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown[]];
        return (plain(part, parts) as string[]).join(separator);
      }
      case 'Fn::ImportValue': {
        const found = exported.get(String(argument));
        return found ? plain(found.part, found.Value) : `import:${argument}`;
      }
      default:
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(part, one)]));
    }
  };
  return plain;
}
