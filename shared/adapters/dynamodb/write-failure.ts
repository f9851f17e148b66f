import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { failureKindOf } from '../aws/failure-kind.ts';

/**
 * What became of one try to write: `conflict`: conditions did not hold; `contended`: another transaction was busy with one of the items, no
 * condition was looked at; `throttled`, `unanswered` and `refused` as everywhere.
 */
export type WriteFailure =
  | { readonly kind: 'conflict'; readonly failed: readonly number[] }
  | { readonly kind: 'contended' | 'throttled' | 'unanswered' | 'refused' };

const THROTTLING_REASONS = new Set(['ProvisionedThroughputExceeded', 'ThrottlingError', 'RequestLimitExceeded']);

/** Judges an error of a write. The reasons of a cancelled transaction stand in the order of its changes. */
export function writeFailureOf(error: unknown): WriteFailure {
  if (error instanceof TransactionCanceledException) {
    return cancellationOf((error.CancellationReasons ?? []).map(({ Code = 'None' }) => Code));
  }
  switch (error instanceof Error ? error.name : '') {
    case 'ConditionalCheckFailedException':
      return { kind: 'conflict', failed: [0] };
    case 'TransactionConflictException':
      return { kind: 'contended' };
    // The first try of the same transaction is still at work.
    case 'TransactionInProgressException':
      return { kind: 'unanswered' };
    default:
      return { kind: failureKindOf(error) };
  }
}

function cancellationOf(codes: readonly string[]): WriteFailure {
  const failed = codes.flatMap((code, position) => (code === 'ConditionalCheckFailed' ? [position] : []));
  if (failed.length > 0) return { kind: 'conflict', failed };
  if (codes.some((code) => THROTTLING_REASONS.has(code))) return { kind: 'throttled' };
  return { kind: codes.includes('TransactionConflict') ? 'contended' : 'refused' };
}
