import type { JsonObject } from '../shared/domain/json/json.ts';
import type { Log } from '../shared/ports/log.ts';

export type LogLevel = 'info' | 'warn' | 'error' | 'silent';
const LEVELS: readonly LogLevel[] = ['info', 'warn', 'error', 'silent'];

/** One line per message on stderr, as JSON, from a level on. */
export function createConsoleLog(level: LogLevel, now: () => number): Log {
  const write = (at: LogLevel, message: string, details: JsonObject = {}): void => {
    if (LEVELS.indexOf(at) < LEVELS.indexOf(level)) return;
    process.stderr.write(
      `${JSON.stringify({ time: new Date(now()).toISOString(), level: at, message, ...details })}\n`,
    );
  };
  return {
    info: (message, details) => write('info', message, details),
    warn: (message, details) => write('warn', message, details),
    error: (message, error, details) => {
      const cause =
        error instanceof Error
          ? { error: error.name, reason: error.message, stack: error.stack ?? '' }
          : { reason: String(error) };
      write('error', message, { ...details, ...cause });
    },
  };
}

/** The level that a text names, `warn` when it names none. */
export function logLevelOf(text: string | undefined): LogLevel {
  return LEVELS.find((level) => level === text?.toLowerCase()) ?? 'warn';
}
