import type { ApprovalUser } from './approval.ts';
import type { BrokenRule } from './approval-user-rules.ts';

type Field = Exclude<keyof ApprovalUser, 'company' | 'absences'>;

const TEXTS: readonly Field[] = ['userId', 'email', 'phone', 'approverId', 'substituteId', 'salespersonCode'];
const NUMBERS: readonly Field[] = ['salesLimit', 'purchaseLimit', 'requestLimit'];
const FLAGS: readonly Field[] = ['unlimitedSales', 'unlimitedPurchase', 'unlimitedRequest', 'administrator'];
const FIELDS: readonly Field[] = [...TEXTS, ...NUMBERS, ...FLAGS];

/** The approval user setup as CSV (RFC 4180), one row a user, with a heading. Absences are not in it; an import leaves them as they are. */
export function approvalUsersCsv(users: readonly ApprovalUser[]): string {
  const rows = users.map((user) => FIELDS.map((field) => cellOf(user[field])));
  return `${[FIELDS, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would take for a formula is told to be one by nobody: it gets an apostrophe. */
function cellOf(value: string | number | boolean | undefined): string {
  const text = value === undefined ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row, as far as it could be read. */
export interface CsvUser {
  readonly user: Omit<ApprovalUser, 'company'>;
  readonly faults: readonly BrokenRule[];
}

/** What a CSV says: its rows, and the fields that have a column. */
export interface ApprovalUsersCsv {
  readonly users: readonly CsvUser[];
  readonly fields: readonly string[];
  readonly fault?: string;
}

/** Reads the setup from CSV. Columns may stand in any order; unknown ones are a fault of the heading. */
export function readApprovalUsersCsv(csv: string): ApprovalUsersCsv {
  const [heading = [], ...rows] = parseCsv(csv);
  const names = heading.map((name) => name.trim());
  const unknown = names.filter((name) => !FIELDS.some((field) => field === name));
  if (unknown.length > 0)
    return { users: [], fields: [], fault: `Unknown columns: ${unknown.join(', ')}. Known: ${FIELDS.join(', ')}.` };
  if (!names.includes('userId')) return { users: [], fields: [], fault: 'The column "userId" is missing.' };
  const users = rows.filter((row) => row.some((cell) => cell !== '')).map((row) => readRow(names, row));
  return { users, fields: names };
}

function readRow(names: readonly string[], row: readonly string[]): CsvUser {
  const faults: BrokenRule[] = [];
  const user: Record<string, string | number | boolean> = { userId: '' };
  for (const [index, name] of names.entries()) {
    const cell = (row[index] ?? '').trim().replace(/^'(?=[=+\-@])/, '');
    if (cell === '') continue;
    const value = readCell(name, cell);
    if (value === undefined) faults.push({ pointer: `/${name}`, detail: `"${cell}" does not fit into "${name}".` });
    else user[name] = value;
  }
  return { user: { userId: '', ...user }, faults };
}

function readCell(name: string, cell: string): string | number | boolean | undefined {
  if (NUMBERS.some((field) => field === name)) return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : undefined;
  if (!FLAGS.some((field) => field === name)) return cell;
  if (/^(true|yes|1)$/i.test(cell)) return true;
  return /^(false|no|0)$/i.test(cell) ? false : undefined;
}

/** Cells by row. Quoted cells may hold commas, quotes (doubled) and line breaks. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [[]];
  const text = csv.replace(/^\uFEFF/, '');
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  for (const [all, quoted, plain, end] of text.matchAll(pattern)) {
    if (all === '' && rows.at(-1)?.length === 0) break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}
