import { refuse } from '../../../shared/middleware/api-request.ts';
import type { Log } from '../../../shared/ports/log.ts';

/** The result of one of several with which something went wrong here: it is logged, and the others still count. */
export function faultOfOne(log: Log, about: Readonly<Record<string, string>>) {
  return (error: unknown) => {
    log.error('One of several could not be acted on.', error, about);
    return refuse(500, 'fault', { detail: 'Something went wrong on our side. Try this one again.' });
  };
}
