import { BoundedCache } from '../domain/condition/bounded-cache.ts';

/** Languages and forms in use at one time; making a format takes longer than using it a hundred times. */
const MOST_FORMATS = 100;
const numberFormats = new BoundedCache<Intl.NumberFormat>(MOST_FORMATS);
const dateFormats = new BoundedCache<Intl.DateTimeFormat>(MOST_FORMATS);

/** How numbers with at least so many fraction digits are written in a language. */
export function numberFormat(language: string, fractionDigits: number): Intl.NumberFormat {
  const key = `${language} ${fractionDigits}`;
  const options = { minimumFractionDigits: fractionDigits, maximumFractionDigits: 5 };
  return numberFormats.get(key) ?? numberFormats.put(key, new Intl.NumberFormat(language, options));
}

/** How a day is written in a language, whatever the time zone. */
export function dateFormat(language: string): Intl.DateTimeFormat {
  const options = { dateStyle: 'medium', timeZone: 'UTC' } as const;
  return dateFormats.get(language) ?? dateFormats.put(language, new Intl.DateTimeFormat(language, options));
}
