/** An element of an XML document, without what only matters to printers (comments, instructions, blanks around elements). */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text directly inside, trimmed. */
  readonly text: string;
}

/** A text is no XML, or none that we read. The position counts characters from 1. */
export class XmlSyntaxError extends Error {
  override readonly name = 'XmlSyntaxError';
  readonly position: number;

  constructor(position: number, message: string) {
    super(`Character ${position}: ${message}`);
    this.position = position;
  }
}

const MAX_DEPTH = 50;
const NAME = /[A-Za-z_][\w.:-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads a document of elements, attributes and text. Document types are refused: they can make a small text into a huge one, or name files.
 *
 * @throws XmlSyntaxError
 */
export function readXml(text: string): XmlElement {
  const reader = { text, at: text.startsWith('\uFEFF') ? 1 : 0 };
  skipMisc(reader);
  const root = readElement(reader, 0);
  skipMisc(reader);
  if (reader.at < text.length) throw problem(reader, 'there is something behind the end');
  return root;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readElement(reader: Reader, depth: number): XmlElement {
  if (depth > MAX_DEPTH) throw problem(reader, `elements are nested deeper than ${MAX_DEPTH} levels`);
  if (!take(reader, '<')) throw problem(reader, 'expected an element');
  const name = match(reader, NAME)?.[0];
  if (name === undefined) throw problem(reader, 'expected the name of an element');
  const attributes = readAttributes(reader);
  skipBlanks(reader);
  if (take(reader, '/>')) return { name, attributes, children: [], text: '' };
  if (!take(reader, '>')) throw problem(reader, `expected > behind <${name}`);
  const { children, text } = readContent(reader, depth);
  if (!take(reader, `</${name}`)) throw problem(reader, `expected </${name}>`);
  skipBlanks(reader);
  if (!take(reader, '>')) throw problem(reader, `expected > behind </${name}`);
  return { name, attributes, children, text };
}

function readAttributes(reader: Reader): Record<string, string> {
  const attributes: [string, string][] = [];
  for (let found = match(reader, ATTRIBUTE); found; found = match(reader, ATTRIBUTE)) {
    attributes.push([found[1] ?? '', decoded(reader, found[2] ?? found[3] ?? '')]);
  }
  return Object.fromEntries(attributes);
}

function readContent(reader: Reader, depth: number): { children: XmlElement[]; text: string } {
  const children: XmlElement[] = [];
  let text = '';
  while (reader.at < reader.text.length && !reader.text.startsWith('</', reader.at)) {
    if (skipInstruction(reader)) continue;
    if (take(reader, '<![CDATA[')) text += upTo(reader, ']]>');
    else if (reader.text.startsWith('<', reader.at)) children.push(readElement(reader, depth + 1));
    else text += decoded(reader, plainText(reader));
  }
  return { children, text: text.trim() };
}

function plainText(reader: Reader): string {
  const end = reader.text.indexOf('<', reader.at);
  const found = reader.text.slice(reader.at, end < 0 ? undefined : end);
  reader.at += found.length;
  return found;
}

function decoded(reader: Reader, text: string): string {
  return text.replace(/&(#x[\da-fA-F]{1,6}|#\d{1,7}|\w+);/g, (_, entity: string) => {
    if (!entity.startsWith('#')) {
      const known = Object.hasOwn(ENTITIES, entity) ? ENTITIES[entity] : undefined;
      if (known === undefined) throw problem(reader, `there is no entity &${entity};`);
      return known;
    }
    const code = entity.startsWith('#x') ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    if (code > 0x10ffff) throw problem(reader, `there is no character &${entity};`);
    return String.fromCodePoint(code);
  });
}

function skipMisc(reader: Reader): void {
  do skipBlanks(reader);
  while (skipInstruction(reader));
}

function skipInstruction(reader: Reader): boolean {
  if (reader.text.startsWith('<!DOCTYPE', reader.at)) throw problem(reader, 'document types are not read');
  if (take(reader, '<?')) upTo(reader, '?>');
  else if (take(reader, '<!--')) upTo(reader, '-->');
  else return false;
  return true;
}

function upTo(reader: Reader, end: string): string {
  const at = reader.text.indexOf(end, reader.at);
  if (at < 0) throw problem(reader, `expected ${end}`);
  const found = reader.text.slice(reader.at, at);
  reader.at = at + end.length;
  return found;
}

function match(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (!found) return undefined;
  reader.at = pattern.lastIndex;
  return found;
}

function take(reader: Reader, text: string): boolean {
  if (!reader.text.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

function skipBlanks(reader: Reader): void {
  while (/^\s$/.test(reader.text.charAt(reader.at))) reader.at += 1;
}

function problem({ at }: Reader, message: string): XmlSyntaxError {
  return new XmlSyntaxError(at + 1, message);
}

/** An element as text, indented. */
export function writeXml({ name, attributes, children, text }: XmlElement, indent = ''): string {
  const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escaped(value)}"`);
  const open = `${indent}<${name}${written.join('')}`;
  if (children.length === 0) return text === '' ? `${open} />\n` : `${open}>${escaped(text)}</${name}>\n`;
  return `${open}>\n${children.map((child) => writeXml(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"\n\r\t]/g, (character) => {
    const entity = Object.entries(ENTITIES).find(([, value]) => value === character)?.[0];
    return entity === undefined ? `&#${character.charCodeAt(0)};` : `&${entity};`;
  });
}
