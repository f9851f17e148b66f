import type { EvaluateExpression } from '../shared/domain/condition/condition-facts.ts';
import type { Ports } from '../shared/ports/ports.ts';
import type { Copied } from './copy-data-folder.ts';

/** Everything that a command does to the world goes through here. */
export interface Shell {
  /** A line for people or programs. */
  say(text: string): void;
  /** A line about what went wrong. */
  complain(text: string): void;
  /** The text of a file; `-` is what is piped in. */
  read(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  fetch(url: string, init?: RequestInit): Promise<Response>;
  readonly evaluate: EvaluateExpression;
  /** The items of a deployment, by the name of its table. */
  openTable(table: string): Promise<Pick<Ports, 'store' | 'clock' | 'ids'>>;
  /** Copies the data folder of one machine to a folder that is new or empty. */
  copyDataFolder(from: string, to: string): Promise<Copied>;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** How a command ended, for programs that called it. */
export const EXIT = {
  /** All is well; there may be warnings. */
  ok: 0,
  /** Definitions have errors, or the server refused or was not there. */
  refused: 1,
  /** The command was called wrongly, or a file can not be read. */
  usage: 2,
} as const;

/** The command was called wrongly. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A file can not be read or written, or does not hold what was asked of it. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** Options after `--`, and the words between them. */
export interface Arguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** The text of an option that must be there. @throws UsageError */
export function textOption({ options }: Arguments, name: string, environment?: string): string {
  const value = options[name] ?? environment;
  if (typeof value === 'string' && value !== '') return value;
  throw new UsageError(`--${name} is missing.`);
}
