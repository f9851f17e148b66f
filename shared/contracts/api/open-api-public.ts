import type { JsonObject } from '../../domain/json/json.ts';
import { PROBLEM_JSON } from '../problem-details.ts';

const text = { type: 'string' };
const signature = [
  { name: 'webhook-id', in: 'header', required: true, schema: text },
  { name: 'webhook-timestamp', in: 'header', required: true, schema: text },
  { name: 'webhook-signature', in: 'header', required: true, schema: text },
];

const record = {
  type: 'object',
  required: ['entity', 'id'],
  properties: { entity: text, id: text },
};

const sentEvent: JsonObject = {
  type: 'object',
  required: ['id', 'type', 'record'],
  properties: {
    id: { ...text, description: 'Unique in the source: the same id again changes nothing.' },
    type: { ...text, description: '`<entity>.<verb>`' },
    time: { ...text, format: 'date-time' },
    user: { ...text, description: 'Who did it.' },
    cause: { ...text, description: 'The command that brought it about.' },
    record: {
      type: 'object',
      required: ['id', 'fields'],
      properties: {
        id: text,
        fields: { type: 'object' },
        lines: { type: 'array', items: { type: 'object' } },
        url: { ...text, format: 'uri' },
      },
    },
    previous: { type: 'object', description: 'Values before the change.' },
  },
};

/** What stands outside the API and needs no token: webhooks are signed, links hold a secret. */
export function publicPaths(problem: JsonObject): JsonObject {
  return {
    '/webhooks/{company}/{source}': {
      post: {
        operationId: 'receiveWebhook',
        tags: ['Webhooks'],
        summary: 'Takes events of a source, signed as Standard Webhooks asks.',
        security: [],
        parameters: [inPath('company'), inPath('source'), ...signature],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                oneOf: [
                  sentEvent,
                  { type: 'object', required: ['events'], properties: { events: { type: 'array', items: sentEvent } } },
                ],
              },
            },
          },
        },
        responses: { 202: accepted, default: refused(problem) },
      },
    },
    '/approvals/{linkToken}': {
      get: {
        operationId: 'showApproval',
        tags: ['Links'],
        summary: 'The page behind the link of a mail. Changes nothing.',
        security: [],
        parameters: [inPath('linkToken')],
        responses: { 200: page('What is asked, or why the link decides nothing any more.') },
      },
      post: {
        operationId: 'decideApproval',
        tags: ['Links'],
        summary: 'Decides as the person to whom the link was sent.',
        security: [],
        parameters: [inPath('linkToken')],
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                required: ['decision'],
                properties: {
                  decision: { enum: ['approve', 'reject', 'delegate'] },
                  comment: text,
                  shown: {
                    ...text,
                    description:
                      'The hash of the record as the page showed it; the page holds it. When the record is another one by now, nothing is decided.',
                  },
                },
              },
            },
          },
        },
        responses: { 200: page('What was decided, or why nothing was.') },
      },
    },
  };
}

/** What was taken in, in the order of the delivery. */
const accepted: JsonObject = {
  description: 'Durable, and on its way.',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['accepted', 'events'],
        properties: {
          accepted: { type: 'integer', description: 'How many events.' },
          events: {
            type: 'array',
            items: { type: 'object', required: ['id', 'type'], properties: { id: text, type: text } },
          },
        },
      },
    },
  },
};

/** What we ask of a source: posted to its `commandUrl`, signed like the events that it sends. */
export function commandWebhook(problem: JsonObject): JsonObject {
  return {
    command: {
      post: {
        operationId: 'takeCommand',
        tags: ['Webhooks'],
        summary: 'Asks a source to do something to a record. The same id again must change nothing.',
        security: [],
        parameters: signature,
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['id', 'type', 'record', 'runId'],
                properties: {
                  id: text,
                  type: { ...text, examples: ['record.release', 'record.reopen', 'record.setStatus'] },
                  record,
                  values: { type: 'object', description: "New values, in the source's own words." },
                  contentHash: { ...text, description: 'SHA-256 of the record that was approved.' },
                  runId: text,
                  user: text,
                },
              },
            },
          },
        },
        responses: {
          200: { description: 'Done.' },
          202: { description: 'Accepted; the event `command.completed` follows with the id as `cause`.' },
          409: refused(problem),
          422: refused(problem),
          default: { description: 'Anything else: it is sent again later.' },
        },
      },
    },
  };
}

function inPath(name: string): JsonObject {
  return { name, in: 'path', required: true, schema: text };
}

function refused(problem: JsonObject): JsonObject {
  return { description: 'Refused.', content: { [PROBLEM_JSON]: { schema: problem } } };
}

function page(description: string): JsonObject {
  return { description, content: { 'text/html': { schema: text } } };
}
