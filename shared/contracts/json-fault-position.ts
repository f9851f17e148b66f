const BLANK = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y;

interface Scan {
  at: number;
  /** The brackets that are open. */
  readonly open: string[];
  expected: 'value' | 'name' | 'colon' | 'end';
  /** Right behind an opening bracket it may close again. */
  justOpened: boolean;
}

/** Where a text that is not JSON stops being JSON: the engine does not always say. Does not recurse, so no text can exhaust the stack. */
export function jsonFaultPosition(text: string): number {
  const scan: Scan = { at: 0, open: [], expected: 'value', justOpened: false };
  do scan.at = endOf(BLANK, text, scan.at) ?? scan.at;
  while (takeToken(scan, text));
  return scan.at;
}

/** Moves behind the next token, or answers false where something else should stand. */
function takeToken(scan: Scan, text: string): boolean {
  const character = text[scan.at] ?? '';
  const inside = scan.open.at(-1);
  if (inside && character === (inside === '{' ? '}' : ']') && (scan.justOpened || scan.expected === 'end')) {
    scan.open.pop();
    return moveTo(scan, scan.at + 1, 'end');
  }
  switch (scan.expected) {
    case 'end':
      return inside !== undefined && character === ',' && moveTo(scan, scan.at + 1, inside === '{' ? 'name' : 'value');
    case 'colon':
      return character === ':' && moveTo(scan, scan.at + 1, 'value');
    case 'name':
      return moveTo(scan, endOf(STRING, text, scan.at), 'colon');
    case 'value':
      if (character !== '{' && character !== '[') {
        return moveTo(scan, endOf(STRING, text, scan.at) ?? endOf(SCALAR, text, scan.at), 'end');
      }
      scan.open.push(character);
      moveTo(scan, scan.at + 1, character === '{' ? 'name' : 'value');
      scan.justOpened = true;
      return true;
  }
}

function moveTo(scan: Scan, at: number | undefined, expected: Scan['expected']): boolean {
  if (at === undefined) return false;
  scan.at = at;
  scan.expected = expected;
  scan.justOpened = false;
  return true;
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
