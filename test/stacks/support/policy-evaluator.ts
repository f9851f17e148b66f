/** A statement of an IAM policy, references resolved. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A call, as IAM sees it. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  /** Condition keys that the service sets: `dynamodb:LeadingKeys` and the like. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
}

/** Whether policies allow a call: some statement allows it and none denies it. */
export function isAllowed(statements: readonly Statement[], call: Call): boolean {
  const matching = statements.filter((statement) => matches(statement, call));
  return matching.length > 0 && matching.every(({ Effect }) => Effect === 'Allow');
}

function matches({ Action, Resource, Condition = {} }: Statement, call: Call): boolean {
  return (
    list(Action).some((pattern) => like(pattern.toLowerCase(), call.action.toLowerCase())) &&
    list(Resource).some((pattern) => like(pattern, call.resource)) &&
    Object.entries(Condition).every(([operator, tests]) =>
      Object.entries(tests).every(([key, patterns]) => holds(operator, list(patterns), call.keys?.[key])),
    )
  );
}

/** The operators that our policies use; another one fails the test that meets it. */
function holds(operator: string, patterns: readonly string[], values: readonly string[] | undefined): boolean {
  switch (operator) {
    case 'ForAllValues:StringLike':
      return (values ?? []).every((value) => patterns.some((pattern) => like(pattern, value)));
    case 'StringEquals':
      return values?.length === 1 && patterns.includes(values[0] ?? '');
    case 'Bool':
      return values?.length === 1 && patterns.map(String).includes(values[0] ?? '');
    case 'ArnLike':
    case 'StringLike':
      return values?.length === 1 && patterns.some((pattern) => like(pattern, values[0] ?? ''));
    default:
      throw new Error(`The evaluator does not know ${operator}.`);
  }
}

/** `*` stands for any text, `?` for one character. */
function like(pattern: string, text: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
