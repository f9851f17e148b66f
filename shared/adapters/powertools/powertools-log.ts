import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../../ports/log.ts';

/** Structured lines for CloudWatch, under the function's name. The level comes from `POWERTOOLS_LOG_LEVEL`, INFO when absent. */
export function createPowertoolsLog(functionName: string): Log {
  const logger = new Logger({ serviceName: functionName });
  return {
    info: (message, details = {}) => logger.info(message, { ...details }),
    warn: (message, details = {}) => logger.warn(message, { ...details }),
    error: (message, error, details = {}) =>
      logger.error(message, { ...details, error: error instanceof Error ? error : new Error(String(error)) }),
  };
}
