import { segmentsOfName } from '../names/segmented-name.ts';

/** Parameter Store takes letters, digits, `.`, `-`, `_` and `/` only; `=` and `~` are written with a dot, which is doubled itself. */
const ESCAPES: Readonly<Record<string, string>> = { '.': '..', '=': '.e', '~': '.t' };

/** The parameter of a secret. Different secrets have different parameters. @param prefix `/werkstroom/prod/`. */
export function parameterNameOf(prefix: string, name: string): string {
  const escaped = segmentsOfName(name).map((segment) => segment.replace(/[.=~]/g, (sign) => ESCAPES[sign] ?? sign));
  return prefix + escaped.join('/');
}
