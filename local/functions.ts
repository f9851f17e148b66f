import type { Context } from 'aws-lambda';
import awaitEvent from '../functions/await-event/function.ts';
import { makeHandler as makeAwaitEvent } from '../functions/await-event/handler.ts';
import decideApproval from '../functions/decide-approval/function.ts';
import { makeHandler as makeDecideApproval } from '../functions/decide-approval/handler.ts';
import dispatchEvents from '../functions/dispatch-events/function.ts';
import { makeHandler as makeDispatchEvents } from '../functions/dispatch-events/handler.ts';
import finishRun from '../functions/finish-run/function.ts';
import { makeHandler as makeFinishRun } from '../functions/finish-run/handler.ts';
import type { FunctionDeclaration } from '../functions/function-declaration.ts';
import manage from '../functions/manage/function.ts';
import { makeHandler as makeManage } from '../functions/manage/handler.ts';
import publishWorkflow from '../functions/publish-workflow/function.ts';
import { makeHandler as makePublishWorkflow } from '../functions/publish-workflow/handler.ts';
import receiveWebhook from '../functions/receive-webhook/function.ts';
import { makeHandler as makeReceiveWebhook } from '../functions/receive-webhook/handler.ts';
import runAction from '../functions/run-action/function.ts';
import { makeHandler as makeRunAction } from '../functions/run-action/handler.ts';
import sendNotifications from '../functions/send-notifications/function.ts';
import { makeHandler as makeSendNotifications } from '../functions/send-notifications/handler.ts';
import showApproval from '../functions/show-approval/function.ts';
import { makeHandler as makeShowApproval } from '../functions/show-approval/handler.ts';
import sweep from '../functions/sweep/function.ts';
import { makeHandler as makeSweep } from '../functions/sweep/handler.ts';
import { DEFAULT_INGEST_QUOTA } from '../shared/domain/event/ingest-quota.ts';
import type { Json } from '../shared/domain/json/json.ts';
import type { Ports, Settings } from '../shared/ports/ports.ts';
import { FunctionNotFoundError } from './engine/task-workers.ts';
import { contextsOf } from './lambda-context.ts';

/** A deployed function as it stands on one machine: the same handler, called directly. */
export interface LocalFunction {
  readonly declaration: FunctionDeclaration;
  invoke(event: unknown): Promise<unknown>;
}

/** Everything that a function may be handed. Each takes what it declares. */
export type FunctionDependencies = Ports & { readonly settings: Settings };

/** All functions of the product, with the ports of this machine behind them. */
export function makeFunctions(dependencies: FunctionDependencies): readonly LocalFunction[] {
  return [
    local(receiveWebhook, makeReceiveWebhook(dependencies, DEFAULT_INGEST_QUOTA)),
    local(dispatchEvents, makeDispatchEvents(dependencies)),
    local(runAction, makeRunAction(dependencies)),
    local(awaitEvent, makeAwaitEvent(dependencies)),
    local(showApproval, makeShowApproval(dependencies)),
    local(decideApproval, makeDecideApproval(dependencies)),
    local(manage, makeManage(dependencies)),
    local(publishWorkflow, makePublishWorkflow(dependencies)),
    local(finishRun, makeFinishRun(dependencies)),
    local(sendNotifications, makeSendNotifications(dependencies)),
    local(sweep, makeSweep(dependencies)),
  ];
}

/** Calls a function by name as Lambda does: what goes in and out is JSON. */
export async function invokeByName(functions: readonly LocalFunction[], name: string, payload: Json): Promise<Json> {
  const found = functions.find(({ declaration }) => declaration.name === name);
  if (!found) throw new FunctionNotFoundError(`Function not found: ${name}`);
  const answer = await found.invoke(JSON.parse(JSON.stringify(payload)));
  return JSON.parse(JSON.stringify(answer ?? null)) as Json;
}

function local<Event>(
  declaration: FunctionDeclaration,
  handler: (event: Event, context: Context) => Promise<unknown>,
): LocalFunction {
  const contextOf = contextsOf(declaration);
  return { declaration, invoke: (event) => handler(event as Event, contextOf()) };
}
