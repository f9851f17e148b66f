/** The variables that every run has. `$visit`, `$parked`, `$asked` and `$rounds` are the compiled machine's own; `$states` is AWS's and would show task tokens. */
export const RUN_VARIABLES: readonly string[] = ['event', 'record', 'inputs', 'run'];
const MACHINE_VARIABLES = ['states', 'visit', 'parked', 'asked', 'rounds'];

/** Functions of JSONata 2.0.6. */
const JSONATA_FUNCTIONS =
  'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval toMillis fromMillis clone now millis'.split(
    ' ',
  );
/** Functions that Step Functions adds (`random` also takes a seed there). */
const STEP_FUNCTIONS = ['partition', 'range', 'hash', 'uuid', 'parse'];

/** Functions that an expression can call. `$eval` is refused by Step Functions. */
export const EXPRESSION_FUNCTIONS: ReadonlySet<string> = new Set(
  [...JSONATA_FUNCTIONS, ...STEP_FUNCTIONS].filter((name) => name !== 'eval'),
);

/** Names that a step or a variable can not have. */
export function isReservedName(name: string): boolean {
  return (
    RUN_VARIABLES.includes(name) ||
    MACHINE_VARIABLES.includes(name) ||
    EXPRESSION_FUNCTIONS.has(name) ||
    name === 'eval'
  );
}

/** True for the form that ids of steps and names of variables have. */
export function isName(text: string): boolean {
  return /^[a-z][A-Za-z0-9]{0,79}$/.test(text);
}
