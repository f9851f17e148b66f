import { describe, expect, it } from 'vitest';
import { type ApprovalParts, createApproval } from './approval-fixture.ts';

const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus='alert(1)",
  '</title></style></textarea><svg onload=alert(1)>',
  '&lt;script&gt;',
  '<!--',
];

/** The text in every place that somebody outside can fill. */
function everywhere(text: string): ApprovalParts {
  const comment = { userId: text, text, at: '2026-03-02T08:00:00.000Z' };
  return {
    record: { id: text, entity: text },
    asked: { fields: { documentType: 'Order' }, lines: [] },
    now: {
      fields: { [text]: text, name: text, description: text, documentType: text, blocked: { [text]: text } },
      lines: [{ type: text, [text]: text, description: [text] }],
      url: `https://erp.example/${text}`,
    },
    senderId: text,
    request: { currency: text },
    entry: { comments: [comment] },
    manager: { substituteId: text },
  };
}

/** Tags and attributes of a page, in their order: what a browser makes of it. */
function skeletonOf(html: string): string {
  return (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join('\n');
}

const harmless = 'x';

describe.each(ATTACKS)('%s', (attack) => {
  it.each<readonly [string, ApprovalParts]>([
    ['decides', {}],
    ['explains', { entry: { status: 'approved', decidedBy: 'PLACE' } }],
    ['says that it was handed over', { entry: { assignment: 2, approverId: 'PLACE' } }],
  ])('stays a text wherever it stands on the page that %s', async (_what, more) => {
    const htmlWith = async (text: string) => {
      const replaced: ApprovalParts = JSON.parse(JSON.stringify(more).replaceAll('"PLACE"', JSON.stringify(text)));
      const parts = everywhere(text);
      const approval = await createApproval({ ...parts, ...replaced, entry: { ...parts.entry, ...replaced.entry } });
      const answer = await approval.open(await approval.linkFor('manager'));
      expect(answer.statusCode).toBe(200);
      return answer.body ?? '';
    };
    expect(skeletonOf(await htmlWith(attack))).toBe(skeletonOf(await htmlWith(harmless)));
  });

  it('stays a text in a comment that is shown again because it could not be taken', async () => {
    const htmlWith = async (comment: string) => {
      const approval = await createApproval();
      const answer = await approval.submit(await approval.linkFor('manager'), { comment, decision: comment });
      expect(answer.statusCode).toBe(422);
      return answer.body ?? '';
    };
    const html = await htmlWith(attack);
    expect(skeletonOf(html)).toBe(skeletonOf(await htmlWith(harmless)));
  });
});
