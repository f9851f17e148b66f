/**
 * Closes the ways by which an expression could reach from plain data to functions of the language underneath (`{}.constructor`,
 * `{}.__defineGetter__`), and so leave something behind for the next expression in the same worker.
 */
export function hardenGlobals(): void {
  for (const name of [
    '__proto__',
    '__defineGetter__',
    '__defineSetter__',
    '__lookupGetter__',
    '__lookupSetter__',
    'constructor',
  ]) {
    Reflect.deleteProperty(Object.prototype, name);
  }
}
