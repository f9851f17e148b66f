/** The two characters of JSON text that SQS refuses, because XML 1.0 does not know them. Others are escaped in any JSON text. */
const REFUSED = /[\uFFFE\uFFFF]/g;

/** The same JSON text in characters that SQS takes. */
export function messageTextOf(json: string): string {
  return json.replace(REFUSED, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
