/** The web addresses in a mail, each once: first those of its HTML (`href`), then those that only its text has. */
export function linksInMail(mail: { html: string; text: string }): readonly string[] {
  const inHtml = [...mail.html.matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(([, double, single]) =>
    withoutEntities(double ?? single ?? ''),
  );
  // A full stop or bracket at the end belongs to the sentence.
  const inText = [...mail.text.matchAll(/https?:\/\/[^\s<>"]+/gi)].map(([url]) => url.replace(/[.,;:!?)\]]+$/, ''));
  return [...new Set([...inHtml.filter((url) => /^https?:\/\//i.test(url)), ...inText])];
}

/** The entities that an escaped attribute can hold. */
function withoutEntities(text: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39|#x27);/gi, (entity, name: string) => signs[name.toLowerCase()] ?? entity);
}
