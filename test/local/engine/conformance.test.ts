import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCases } from '../../../local/conformance/conformance-case.ts';
import { reportText } from '../../../local/conformance/report.ts';
import { runCase } from '../../../local/conformance/run-case.ts';

const folder = process.env.CONFORMANCE_DIR ?? join(import.meta.dirname, '../../../../shared/conformance');

describe('recordings from AWS', () => {
  if (!existsSync(folder)) {
    it.skip('skipped: there is no folder of them here; CONFORMANCE_DIR names one', () => undefined);
    return;
  }
  it.each([...Map.groupBy(readCases(folder), ({ group }) => group)])(
    'come out of the engine: %s',
    async (_group, cases) => {
      const results = [];
      for (const one of cases) results.push(await runCase(one));
      expect(
        results.filter(({ passed }) => !passed),
        reportText(results),
      ).toEqual([]);
    },
  );
});
