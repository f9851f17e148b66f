import { AwsSolutionsChecks, type IApplyRule } from 'cdk-nag';
import { explain } from './explain.ts';

/**
 * Wildcards in policies that are as they should be. A finding holds the resource as it stands in the template, with references to other stacks,
 * so it is matched and not named. Whatever matches none of these is refused.
 */
const WILDCARDS: readonly { readonly finding: RegExp; readonly reason: string }[] = [
  {
    finding: /^Resource::\*$/,
    reason: 'X-Ray knows no resources. A test refuses every other action on everything.',
  },
  {
    finding: /^Resource::arn:.+:states:.+:(stateMachine|execution):werkstroom-\*$/,
    reason: 'Designers make state machines and runs while we run; their names start with ours.',
  },
  {
    finding: /^Resource::arn:.+:ssm:.+:parameter\/werkstroom\/[a-z0-9-]+\/\*$/,
    reason: 'Administrators add sources while we run; the names of their secrets start with ours and the stage.',
  },
  {
    finding: /^Resource::arn:.+:ses:.+:identity\/\*$/,
    reason: "In SES's sandbox whoever gets a mail is an identity as well. Who may be the sender is a condition.",
  },
  {
    finding: /^Resource::.*Blobs[A-Z0-9]+\.?Arn[^/]*\/\*$/,
    reason: 'Blobs are named by their content; the bucket holds nothing else.',
  },
];

/** cdk-nag's AwsSolutions, with the reasons for wildcards that only a pattern can name. */
export class ExplainedChecks extends AwsSolutionsChecks {
  protected override applyRule(params: IApplyRule): void {
    if (params.ruleSuffixOverride === 'IAM5') explainWildcards(params);
    super.applyRule(params);
  }
}

function explainWildcards({ node, rule }: IApplyRule): void {
  const findings = rule(node);
  if (!Array.isArray(findings)) return;
  for (const finding of findings) {
    const known = WILDCARDS.find((wildcard) => wildcard.finding.test(finding));
    if (known) explain(node, { [`AwsSolutions-IAM5[${finding}]`]: known.reason });
  }
}
