import { describe, expect, it } from 'vitest';
import { isAllowed, type Statement } from './support/policy-evaluator.ts';

const read: Statement = {
  Effect: 'Allow',
  Action: ['dynamodb:GetItem', 'dynamodb:Query'],
  Resource: 'arn:table',
  Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['run#*', 'event#*'] } },
};
const get = (...partitions: string[]) => ({
  action: 'dynamodb:GetItem',
  resource: 'arn:table',
  keys: { 'dynamodb:LeadingKeys': partitions },
});

describe('the evaluator of policies', () => {
  it.each([
    ['what a statement names', [read], get('run#cronus#1'), true],
    ['all of several keys', [read], get('run#cronus#1', 'event#cronus#1'), true],
    ['not one key of several', [read], get('run#cronus#1', 'member#cronus'), false],
    ['no other action', [read], { ...get('run#x'), action: 'dynamodb:Scan' }, false],
    ['no other resource', [read], { ...get('run#x'), resource: 'arn:table2' }, false],
    ['nothing without a statement', [], get('run#x'), false],
    ['nothing that another statement denies', [read, { ...read, Effect: 'Deny' as const }], get('run#x'), false],
    ['a condition about many values also where there are none, as IAM does', [read], { ...get(), keys: {} }, true],
  ] as const)('allows %s', (_name, statements, call, expected) => {
    expect(isAllowed(statements, call)).toBe(expected);
  });

  it('takes wildcards for any text and other signs for themselves', () => {
    const statement: Statement = { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:bucket/a.b/*' };
    expect(isAllowed([statement], { action: 's3:GetObject', resource: 'arn:bucket/a.b/c/d' })).toBe(true);
    expect(isAllowed([statement], { action: 's3:GetObject', resource: 'arn:bucket/aXb/c' })).toBe(false);
  });

  it('asks for a key where a condition wants it equal', () => {
    const pass: Statement = {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: 'arn:role',
      Condition: { StringEquals: { 'iam:PassedToService': 'states.amazonaws.com' } },
    };
    const call = { action: 'iam:PassRole', resource: 'arn:role' };
    expect(isAllowed([pass], call)).toBe(false);
    expect(isAllowed([pass], { ...call, keys: { 'iam:PassedToService': ['ec2.amazonaws.com'] } })).toBe(false);
    expect(isAllowed([pass], { ...call, keys: { 'iam:PassedToService': ['states.amazonaws.com'] } })).toBe(true);
  });

  it('fails on a condition that it does not know', () => {
    const odd: Statement = { ...read, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
    expect(() => isAllowed([odd], get('run#x'))).toThrow('does not know IpAddress');
  });
});
