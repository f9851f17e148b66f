import { type App, Tags, Validations } from 'aws-cdk-lib';

import { ApiStack } from './api-stack.ts';
import { ConsoleStack } from './console-stack.ts';
import { ExplainedChecks } from './constructs/explained-checks.ts';
import type { Platform } from './constructs/platform.ts';
import { DataStack } from './data-stack.ts';
import { apiPaths, handlingSeconds } from './declarations.ts';
import { EdgeStack } from './edge-stack.ts';
import { MessagingStack } from './messaging-stack.ts';
import { ObservabilityStack } from './observability-stack.ts';
import { readSettings } from './settings.ts';
import type { WerkstroomStack } from './werkstroom-stack.ts';
import { WorkflowStack } from './workflow-stack.ts';

/** The stacks of one stage. Each needs only those before it. */
export interface WerkstroomStacks {
  readonly data: DataStack;
  readonly messaging: MessagingStack;
  readonly edge: EdgeStack;
  readonly console: ConsoleStack;
  readonly workflow: WorkflowStack;
  readonly api: ApiStack;
  readonly observability: ObservabilityStack;
}

/** Puts everything into an app: what the context says, tagged, and checked by cdk-nag when it is synthesised. */
export function addWerkstroom(app: App): WerkstroomStacks {
  const settings = readSettings(app.node);
  const data = new DataStack(app, { settings });
  const messaging = new MessagingStack(app, {
    settings,
    handledWithinSeconds: {
      events: handlingSeconds('events'),
      decisions: handlingSeconds('decisions'),
      notifications: handlingSeconds('notifications'),
    },
  });
  const edge = new EdgeStack(app, { settings });
  const front = new ConsoleStack(app, { settings, data, edge, apiPaths: apiPaths() });
  const platform: Platform = {
    settings,
    table: data.table,
    blobs: data.blobs,
    queues: messaging.queues,
    mail: messaging.mail,
    userPoolArn: data.userPool.userPoolArn,
  };
  const workflow = new WorkflowStack(app, { platform, publicBaseUrl: front.publicBaseUrl });
  const api = new ApiStack(app, { platform, data, console: front, workflow });
  const observability = new ObservabilityStack(app, {
    platform,
    functions: [...api.functions, ...workflow.functions],
    console: front,
    failedRuns: workflow.failedRuns,
  });
  const stacks = { data, messaging, edge, console: front, workflow, api, observability };
  tag(stacks, settings.stage);
  Validations.of(app).addPlugins(new ExplainedChecks(app));
  return stacks;
}

/** So that costs can be told apart by product, stage and part. */
function tag(stacks: WerkstroomStacks, stage: string): void {
  for (const [part, stack] of Object.entries(stacks) as [string, WerkstroomStack][]) {
    Tags.of(stack).add('application', 'werkstroom');
    Tags.of(stack).add('stage', stage);
    Tags.of(stack).add('part', part);
  }
}
