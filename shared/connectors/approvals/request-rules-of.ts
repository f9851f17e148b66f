import type { ApprovalPolicy } from '../../domain/approval/approval-policy.ts';
import { MOST_ON_RULED_LEVEL } from '../../domain/approval/level-progress.ts';
import type { RequestRules, RequestTiming } from '../../domain/approval/request-rules.ts';
import type { LevelRule, UserGroup } from '../../domain/approval/user-group.ts';
import type { ResolveOptions } from './resolve-options.ts';

/**
 * The workflow's own options count, then what the company says; a group's rule for a level counts before the workflow's for all
 * levels. A level too large for a rule behaves as one without.
 */
export function requestRulesOf(
  options: ResolveOptions,
  policy: ApprovalPolicy,
  group: UserGroup | undefined,
): RequestRules {
  return {
    requesterMayApprove: options.requesterMayApprove ?? policy.requesterMayApprove ?? true,
    commentOnReject: options.commentOnReject ?? policy.commentOnReject ?? false,
    parallel: options.approverType === 'workflowUserGroup',
    levels: group ? levelsOf(group, options.needs) : [],
    timing: timingOf(options),
    ...(options.onChange !== 'show' && { onChange: options.onChange }),
  };
}

function levelsOf({ members, levels = [] }: UserGroup, needs: LevelRule['needs'] | undefined): readonly LevelRule[] {
  const sequences = [...new Set(members.map(({ sequence }) => sequence))].sort((left, right) => left - right);
  return sequences.flatMap((sequence) => {
    const own = levels.find((level) => level.sequence === sequence);
    if (own) return [{ sequence, needs: own.needs }];
    const count = members.filter((member) => member.sequence === sequence).length;
    return needs === undefined || count > MOST_ON_RULED_LEVEL ? [] : [{ sequence, needs }];
  });
}

function timingOf(options: ResolveOptions): RequestTiming {
  const { delegateAfter, remindAfter, remindEvery, escalateAfter, escalateToGroup, expireAfter, onExpiry, overdueTo } =
    options;
  return {
    ...(delegateAfter !== undefined && { delegateAfter }),
    ...(remindAfter !== undefined && { remindAfter }),
    ...(remindEvery !== undefined && { remindEvery }),
    ...(escalateAfter !== undefined && { escalateAfter }),
    ...(escalateToGroup !== undefined && { escalateToGroup }),
    ...(expireAfter !== undefined && { expireAfter, onExpiry }),
    ...(overdueTo !== undefined && { overdueTo }),
  };
}
