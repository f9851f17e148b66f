import { z } from 'zod';
import { editMaster, getMaster } from '../changes/master-changes.ts';
import { editOrder } from '../changes/order-changes.ts';
import { getOrder } from '../changes/order-lookup.ts';
import { InvalidValuesError, RefusedError, UnknownRecordError } from '../changes/refused.ts';
import { change, type Erp } from '../erp.ts';
import { jsonResponse, type Request, type Response } from '../http/exchange.ts';
import { problemResponse } from '../http/problem.ts';
import type { Route } from '../http/router.ts';
import { visitOf } from '../pages/visit.ts';
import { type JsonObject, jsonObject, parseJson } from '../records/json.ts';
import { KINDS, type Kind } from '../records/kinds.ts';
import type { MasterRecord } from '../records/master-kind.ts';
import type { Order } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { orderFields, orderLines } from '../records/order-shape.ts';
import type { Stored } from '../store/record-table.ts';

/** JSON for scripts, in the shapes of Business Central's API v2.0. */
export function apiRoutes(erp: Erp): readonly Route[] {
  const health: Route = { method: 'GET', path: '/api/health', answer: () => jsonResponse(200, { status: 'ok' }) };
  return [health, ...KINDS.flatMap((kind) => collectionRoutes(erp, kind)).map(withProblems)];
}

function collectionRoutes(erp: Erp, kind: Kind): readonly Route[] {
  const path = `/api/v2.0/${kind.collection}`;
  return [
    { method: 'GET', path, answer: () => jsonResponse(200, { value: listOf(erp, kind) }) },
    {
      method: 'GET',
      path: `${path}/:number`,
      answer: ({ params }) => jsonResponse(200, oneOf(erp, kind, params.number ?? '')),
    },
    { method: 'PATCH', path: `${path}/:number`, answer: (request) => patch(erp, kind, request) },
  ];
}

function listOf({ ledger }: Erp, kind: Kind): readonly JsonObject[] {
  return kind.shape === 'order'
    ? ledger.store
        .orders(kind)
        .list()
        .map((stored) => orderView(kind, stored))
    : ledger.store.masters(kind).list().map(masterView);
}

function oneOf({ ledger }: Erp, kind: Kind, number: string): JsonObject {
  return kind.shape === 'order'
    ? orderView(kind, getOrder(ledger, kind, number))
    : masterView(getMaster(ledger, { kind, number }));
}

function orderView(kind: OrderKind, { body, modifiedAt }: Stored<Order>): JsonObject {
  return { ...orderFields(kind, body), lastModifiedDateTime: modifiedAt, [kind.lines]: orderLines(kind, body) };
}

function masterView({ body, modifiedAt }: Stored<MasterRecord>): JsonObject {
  return { ...body, lastModifiedDateTime: modifiedAt };
}

/** Changes the fields that are given. Lines, where they are given, take the place of those that were there. */
function patch(erp: Erp, kind: Kind, request: Request): Response {
  const { number = '' } = request.params;
  const values = z.string().transform(parseJson).pipe(jsonObject).safeParse(request.body.toString('utf8'));
  if (!values.success) return problemResponse(400, 'Send a JSON object with the fields to change.');
  const actor = { user: visitOf(request).user };
  change(erp, () =>
    kind.shape === 'order'
      ? editOrder(erp.ledger, { kind, number, actor }, values.data)
      : editMaster(erp.ledger, { kind, number, actor }, values.data),
  );
  return jsonResponse(200, oneOf(erp, kind, number));
}

/** The same route; what the ERP refuses is said as problem+json. */
function withProblems(route: Route): Route {
  return {
    ...route,
    async answer(request) {
      try {
        return await route.answer(request);
      } catch (error) {
        if (error instanceof UnknownRecordError) return problemResponse(404, error.message);
        if (error instanceof RefusedError) return problemResponse(409, error.message);
        if (error instanceof InvalidValuesError) return problemResponse(422, error.message);
        throw error;
      }
    },
  };
}
