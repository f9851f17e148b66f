import { jsonObject } from './fields.ts';
import type { Route } from './route.ts';

export const openApiRoutes = {
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    function: 'manage',
    access: 'public',
    tag: 'About',
    summary: 'This document.',
    answers: { 200: jsonObject },
  },
  getWorkflowSchema: {
    method: 'GET',
    path: '/workflow.schema.json',
    function: 'manage',
    access: 'public',
    tag: 'About',
    summary: 'The JSON Schema of workflows, for editors.',
    answers: { 200: jsonObject },
  },
} as const satisfies Record<string, Route>;
