import { afterEach, expect, it, vi } from 'vitest';
import { createPowertoolsLog } from '../../../shared/adapters/powertools/powertools-log.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it('writes one line of JSON with the name of the function and the details', () => {
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  const lines: unknown[] = [];
  for (const method of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((line) => lines.push(JSON.parse(line)));
  }
  const log = createPowertoolsLog('sweep');
  log.info('done', { found: 2 });
  log.warn('slow');
  log.error('broken', new TypeError('why'), { runId: 'r' });
  log.error('odd', 'text');
  expect(lines).toMatchObject([
    { level: 'INFO', message: 'done', service: 'sweep', found: 2 },
    { level: 'WARN', message: 'slow' },
    { level: 'ERROR', message: 'broken', runId: 'r', error: { name: 'TypeError', message: 'why' } },
    { level: 'ERROR', message: 'odd', error: { message: 'text' } },
  ]);
});
