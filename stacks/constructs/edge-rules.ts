import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

/** What a sender is told: wait. Business Central deletes a subscription that is answered with any other refusal. */
export const TOO_MANY: Readonly<Record<string, CfnWebACL.CustomResponseBodyProperty>> = {
  tooMany: {
    contentType: 'APPLICATION_JSON',
    content: JSON.stringify({ type: 'about:blank', title: 'Too many requests', status: 429 }),
  },
};

const WINDOW_SECONDS = 300;

/** Requests in five minutes. An office behind one address reads and decides far less; a robot that guesses links gets nowhere. */
const PER_ADDRESS = { everything: 30_000, approvals: 600, webhooks: 100_000 } as const;
/** One source: 1,000 records a second in batches of ten, for five minutes. Beyond that it waits, so that companies do not crowd each other out. */
const PER_SOURCE = 30_000;

/** Rates per address and per source. Nothing looks into bodies: signatures and schemas do that, and say what is wrong. */
export function edgeRules(): CfnWebACL.RuleProperty[] {
  return [
    rateRule(0, 'approvals-per-address', {
      limit: PER_ADDRESS.approvals,
      aggregateKeyType: 'IP',
      scopeDownStatement: pathStartsWith('/approvals/'),
    }),
    rateRule(1, 'webhooks-per-source', {
      limit: PER_SOURCE,
      aggregateKeyType: 'CUSTOM_KEYS',
      customKeys: [{ uriPath: { textTransformations: [{ priority: 0, type: 'NONE' }] } }],
      scopeDownStatement: pathStartsWith('/webhooks/'),
    }),
    rateRule(2, 'webhooks-per-address', {
      limit: PER_ADDRESS.webhooks,
      aggregateKeyType: 'IP',
      scopeDownStatement: pathStartsWith('/webhooks/'),
    }),
    rateRule(3, 'everything-per-address', {
      limit: PER_ADDRESS.everything,
      aggregateKeyType: 'IP',
      scopeDownStatement: { notStatement: { statement: pathStartsWith('/webhooks/') } },
    }),
  ];
}

function rateRule(
  priority: number,
  name: string,
  statement: Omit<CfnWebACL.RateBasedStatementProperty, 'evaluationWindowSec'>,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    statement: { rateBasedStatement: { ...statement, evaluationWindowSec: WINDOW_SECONDS } },
    action: {
      block: {
        customResponse: {
          responseCode: 429,
          customResponseBodyKey: 'tooMany',
          responseHeaders: [{ name: 'retry-after', value: '60' }],
        },
      },
    },
    visibilityConfig: { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName: name },
  };
}

function pathStartsWith(prefix: string): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      searchString: prefix,
      positionalConstraint: 'STARTS_WITH',
      fieldToMatch: { uriPath: {} },
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}
