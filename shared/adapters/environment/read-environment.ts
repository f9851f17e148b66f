/**
 * What a function is told by its environment: the names that its declaration lists, and no others, so a name that is missing there does not
 * compile here.
 *
 * @throws EnvironmentIncompleteError when the deployment gave no value for one; an empty text is a value.
 */
export function readEnvironment<Name extends string>(
  names: readonly Name[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => environment[name] === undefined);
  if (missing.length > 0) throw new EnvironmentIncompleteError(`The environment lacks ${missing.join(', ')}.`);
  return Object.fromEntries(names.map((name) => [name, environment[name]])) as Record<Name, string>;
}

/** The deployment and the function's declaration do not fit. */
export class EnvironmentIncompleteError extends Error {
  override readonly name = 'EnvironmentIncompleteError';
}
