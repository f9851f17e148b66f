import type { z } from 'zod';
import { approvalEntryRoutes } from './approval-entries.ts';
import { approvalSetupRoutes } from './approval-setup.ts';
import { approvalUserRoutes } from './approval-users.ts';
import { auditRoutes } from './audit.ts';
import { automateRoutes } from './automate.ts';
import { catalogueRoutes } from './catalogue.ts';
import { deadLetterRoutes } from './dead-letters.ts';
import { eventRoutes } from './events.ts';
import { memberRoutes } from './members.ts';
import { openApiRoutes } from './open-api-route.ts';
import { recordRoutes } from './records.ts';
import type { PathParameter, Route } from './route.ts';
import { runRoutes } from './runs.ts';
import { sourceRoutes } from './sources.ts';
import { taskRoutes } from './tasks.ts';
import { userGroupRoutes } from './user-groups.ts';
import { workflowLifeRoutes } from './workflow-life.ts';
import { workflowTextRoutes } from './workflow-texts.ts';
import { workflowRoutes } from './workflows.ts';

/** The API, by operation id. What does not stand here is not served. */
export const routes = {
  ...memberRoutes,
  ...approvalUserRoutes,
  ...approvalSetupRoutes,
  ...userGroupRoutes,
  ...sourceRoutes,
  ...workflowRoutes,
  ...catalogueRoutes,
  ...workflowLifeRoutes,
  ...workflowTextRoutes,
  ...recordRoutes,
  ...approvalEntryRoutes,
  ...taskRoutes,
  ...automateRoutes,
  ...runRoutes,
  ...eventRoutes,
  ...deadLetterRoutes,
  ...auditRoutes,
  ...openApiRoutes,
} as const satisfies Record<string, Route>;

export type OperationId = keyof typeof routes;

/** A route with its operation id. */
export type NamedRoute = Route & { readonly operationId: OperationId };

/** All routes with their operation ids. */
export const routeList: readonly NamedRoute[] = (Object.entries(routes) as [OperationId, Route][]).map(
  ([operationId, route]) => ({ operationId, ...route }),
);

/** The operation ids that a function serves. */
export type OperationOf<Name extends Route['function']> = {
  [Id in OperationId]: (typeof routes)[Id]['function'] extends Name ? Id : never;
}[OperationId];

/** The names in braces of a route's path. */
export type ParametersOf<Id extends OperationId> = Readonly<Record<PathParameter<(typeof routes)[Id]['path']>, string>>;

/** The query of a route, after defaults. */
export type QueryOf<Id extends OperationId> = (typeof routes)[Id] extends { query: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : Record<never, never>;

/** The body of a route, after defaults. */
export type BodyOf<Id extends OperationId> = (typeof routes)[Id] extends { body: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined;

/** What a route may answer: each status with the body that its schema takes. */
export type AnswerOf<Id extends OperationId> = {
  [Status in keyof (typeof routes)[Id]['answers']]: {
    readonly status: Status;
    readonly body: (typeof routes)[Id]['answers'][Status] extends z.ZodType
      ? z.input<(typeof routes)[Id]['answers'][Status]>
      : null;
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof (typeof routes)[Id]['answers']];
