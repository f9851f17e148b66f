import middy from '@middy/core';
import { type SweepPorts, type SweepReport, sweep } from '../../shared/usecases/sweep.ts';

/** Called by the minute schedule. */
export function makeHandler(ports: SweepPorts) {
  return middy().handler(async (_event: unknown): Promise<SweepReport> => {
    const report = await sweep(ports);
    if (report.found > 0) ports.log.info('The sweep found leftovers.', { ...report });
    return report;
  });
}
