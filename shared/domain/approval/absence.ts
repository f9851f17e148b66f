/** Days on which somebody decides nothing. Dates are `YYYY-MM-DD`, both included, in the time zone of the person. */
export interface Absence {
  readonly from: string;
  readonly to: string;
  readonly note?: string;
}

/** True when the day (`YYYY-MM-DD`) lies in one of the absences. */
export function isAbsent(person: { readonly absences?: readonly Absence[] }, day: string): boolean {
  return (person.absences ?? []).some(({ from, to }) => from <= day && day <= to);
}
