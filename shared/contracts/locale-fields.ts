import * as z from 'zod';

/** A language tag (BCP 47) in which numbers and dates can be written. */
export const language = z.string().min(2).max(35).refine(isLanguage, 'It must be a language tag, for example nl-NL.');

/** An IANA time zone that is known here. */
export const timeZone = z.string().refine(isTimeZone, 'It must be an IANA time zone.');

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
