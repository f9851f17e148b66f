import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';

/** Why a definition is refused, under AWS's codes. */
export interface Diagnostic {
  readonly code:
    | 'INVALID_JSON_DESCRIPTION'
    | 'MISSING_DESCRIPTION'
    | 'MISSING_END_STATE'
    | 'SCHEMA_VALIDATION_FAILED'
    | 'MISSING_TRANSITION_TARGET'
    | 'DUPLICATE_STATE_NAME';
  readonly message: string;
  /** JSON pointer of the value in question. */
  readonly location: string;
}

/** Looks at one value of a definition. */
export type Check = (value: Json, location: string) => Diagnostic[];

/** A diagnostic of the most common kind. */
export function violation(location: string, message: string): Diagnostic {
  return { code: 'SCHEMA_VALIDATION_FAILED', message, location };
}

/** All diagnostics in the words of CreateStateMachine. */
export function refusalText(diagnostics: readonly Diagnostic[]): string {
  const texts = diagnostics.map(({ code, message, location }) => `${code}: ${message} at ${location || '/'}`);
  return `Invalid State Machine Definition: '${texts.join(', ')}'`;
}

/** A JSON object, and no array or null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The pointer of a member. */
export function at(location: string, name: string | number): string {
  return `${location}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Checks the members of an object by name: required ones are there, and there are no others. */
export function checkMembers(
  value: JsonObject,
  location: string,
  members: { checks: Readonly<Record<string, Check>>; required?: readonly string[]; refuse?: (name: string) => string },
): Diagnostic[] {
  const {
    checks,
    required = [],
    refuse = (name) => `The field '${name}' is not supported by Step Functions`,
  } = members;
  return [
    ...required
      .filter((name) => value[name] === undefined)
      .map((name) => violation(location, `The field '${name}' is required but was missing`)),
    ...Object.entries(value).flatMap(([name, member]) => {
      const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
      return check ? check(member, at(location, name)) : [violation(location, refuse(name))];
    }),
  ];
}
