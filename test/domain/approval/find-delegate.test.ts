import { describe, expect, it } from 'vitest';
import type { ApprovalUser } from '../../../shared/domain/approval/approval.ts';
import { findDelegate, findSubstitute } from '../../../shared/domain/approval/find-delegate.ts';

const company = 'c';
const users: readonly ApprovalUser[] = [
  { company, userId: 'full', substituteId: 'sub', approverId: 'boss' },
  { company, userId: 'sub', substituteId: 'sub2' },
  { company, userId: 'sub2', substituteId: 'full' },
  { company, userId: 'above', approverId: 'boss' },
  { company, userId: 'boss', substituteId: 'deputy' },
  { company, userId: 'deputy' },
  { company, userId: 'alone' },
  { company, userId: 'root', administrator: true },
];

/** Who delegates, who is absent, who may never, who gets it. */
const ROWS: readonly (readonly [string, string, string, string | undefined])[] = [
  ['full', '', '', 'sub'],
  ['above', '', '', 'boss'],
  ['alone', '', '', 'root'],
  ['root', '', '', undefined],
  ['full', 'sub', '', 'sub2'],
  ['full', 'sub sub2', '', 'boss'],
  ['full', 'sub sub2 boss', '', 'deputy'],
  ['full', 'sub sub2 boss deputy', '', 'root'],
  ['full', 'sub sub2 boss deputy root', '', 'sub'],
  ['above', 'boss', '', 'deputy'],
  ['full', '', 'sub', 'sub2'],
  ['full', '', 'sub sub2', 'boss'],
  ['above', '', 'boss', 'deputy'],
  ['alone', '', 'root', undefined],
  ['alone', 'root', '', 'root'],
  ['stranger', '', '', 'root'],
];

const split = (text: string) => text.split(' ').filter(Boolean);

describe('an entry that is delegated', () => {
  it.each(ROWS)('by %s, while "%s" are absent and "%s" may not, goes to %s', (from, absent, never, to) => {
    const limits = { absentIds: new Set(split(absent)), never: split(never) };
    expect(findDelegate(from, users, limits)).toBe(to);
  });

  it.each([
    ['full', 'full', 'sub'],
    ['full', 'full sub', 'sub2'],
    ['full', 'full sub sub2', undefined],
    ['alone', 'alone', undefined],
    ['above', 'above', undefined],
  ])('of %s goes at once, while "%s" are absent, to %s', (from, absent, to) => {
    expect(findSubstitute(from, users, { absentIds: new Set(split(absent)), never: [] })).toBe(to);
  });
});
