import { expect, it } from 'vitest';
import { makeHandler } from '../../../functions/decide-approval/handler.ts';
import { ThrottledError } from '../../../shared/ports/throttled-error.ts';
import { CONTEXT, httpEventOf } from '../../middleware/http-event-of.ts';
import { createApproval, textOf } from '../show-approval/approval-fixture.ts';

it('a second click hands on the decision that the first one could only store', async () => {
  const approval = await createApproval();
  const token = await approval.linkFor('manager');
  const busy = { send: () => Promise.reject(new ThrottledError('Slow down.')) };
  const first = await makeHandler({ ...approval.ports, queue: busy })(
    httpEventOf({
      routeKey: 'POST /approvals/{linkToken}',
      rawPath: `/approvals/${token}`,
      pathParameters: { linkToken: token },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'decision=approve',
    }),
    CONTEXT,
  );
  expect(first.statusCode).toBe(500);
  expect(textOf(first)).toContain('Nothing was lost.');
  expect(await approval.entry()).toMatchObject({ status: 'approved' });
  expect(approval.decisions()).toEqual([]);

  expect((await approval.submit(token, { decision: 'approve' })).statusCode).toBe(303);
  expect(approval.decisions()).toHaveLength(1);
});
