/** Reads a text from left to right. `take`, `peek`, `atEnd` and `position` pass over blanks first. */
export interface Scanner {
  /** Takes this text when it stands here. */
  take(text: string): boolean;
  /** The character that comes, `''` at the end. */
  peek(): string;
  atEnd(): boolean;
  /** Counted from 1. */
  position(): number;
  /** True when this text stands here, blanks counted. */
  startsWith(text: string): boolean;
  /** Passes over the coming character (code point), blank or not; `''` at the end. */
  next(): string;
}

/** A scanner at the start of `text`. */
export function scannerOf(text: string): Scanner {
  let at = 0;
  const skipBlanks = () => {
    while (/^\s$/.test(text.charAt(at))) at += 1;
  };
  return {
    take(expected) {
      skipBlanks();
      if (!text.startsWith(expected, at)) return false;
      at += expected.length;
      return true;
    },
    peek() {
      skipBlanks();
      return text.charAt(at);
    },
    atEnd() {
      skipBlanks();
      return at >= text.length;
    },
    position() {
      skipBlanks();
      return at + 1;
    },
    startsWith: (expected) => text.startsWith(expected, at),
    next() {
      const code = text.codePointAt(at);
      if (code === undefined) return '';
      const character = String.fromCodePoint(code);
      at += character.length;
      return character;
    },
  };
}
