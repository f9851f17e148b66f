import { expect, test } from 'vitest';
import { definitionOf } from '../support/definitions.ts';
import { found } from './found.ts';

test.each<[string, string, readonly string[]]>([
  ['no steps', 'code: A\nkind: automated\non: { event: item.modified }\nsteps: []', ['error empty-steps /steps']],
  [
    'a code that is too long',
    'code: ABCDEFGHIJKLMNOPQRSTU\nkind: automated\non: { event: item.modified }\nsteps: [{ stop: failed }]',
    ['error code-too-long /code'],
  ],
  [
    'a code with a slash',
    'code: A/B\nkind: automated\non: { event: item.modified }\nsteps: [{ stop: failed }]',
    ['error bad-code /code'],
  ],
  [
    'an empty code',
    'code: ""\nkind: automated\non: { event: item.modified }\nsteps: [{ stop: failed }]',
    ['error bad-code /code'],
  ],
  [
    'a code of a template',
    'code: MS-X\nkind: automated\non: { event: item.modified }\nsteps: [{ stop: failed }]',
    ['warning template-prefix /code'],
  ],
  [
    'an instant flow on an event',
    'code: A\nkind: instant\non: { event: item.modified }\nsteps: [{ respond: {} }]',
    ['error trigger-does-not-fit /on'],
  ],
  [
    'a scheduled flow on an event',
    'code: A\nkind: scheduled\non: { event: item.modified }\nsteps: [{ stop: failed }]',
    ['error trigger-does-not-fit /on'],
  ],
  [
    'an instant flow without answer',
    'code: A\nkind: instant\non: { instant: { entity: customer } }\nsteps: [{ stop: succeeded }]',
    ['warning no-response /steps'],
  ],
  [
    'inputs that nobody is asked for',
    'code: A\nkind: automated\non: { event: item.modified }\ninputs: { type: object }\nsteps: [{ stop: failed }]',
    ['warning inputs-not-asked /inputs'],
  ],
  [
    'inputs that are no schema',
    'code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { type: object, properties: { a: { type: txt } } }\nsteps: [{ respond: {} }]',
    ['error bad-inputs /inputs/properties/a/type'],
  ],
  [
    'inputs that are no object',
    'code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { type: string }\nsteps: [{ respond: {} }]',
    ['error bad-inputs /inputs'],
  ],
  [
    'inputs of another draft',
    'code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { $schema: "http://json-schema.org/draft-04/schema#", type: object }\nsteps: [{ respond: {} }]',
    ['error bad-inputs /inputs'],
  ],
  [
    'inputs with a reference to nowhere',
    'code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { type: object, properties: { a: { $ref: "#/nowhere" } } }\nsteps: [{ respond: {} }]',
    ['error bad-inputs /inputs'],
  ],
  [
    'inputs that would be checked only after they were taken',
    'code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { type: object, $async: true }\nsteps: [{ respond: {} }]',
    ['error bad-inputs /inputs/$async'],
  ],
  [
    'inputs with more parts than a form has',
    `code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { type: object, allOf: [${'{ $ref: "#" }, '.repeat(600)}] }\nsteps: [{ respond: {} }]`,
    ['error inputs-too-large /inputs'],
  ],
  [
    'a form of a task that is no schema',
    'code: A\nkind: instant\non: { instant: { entity: customer } }\nsteps: [{ task: { title: T, to: [A], form: { type: object, properties: { a: { pattern: "(" } } } } }, { respond: {} }]',
    ['error bad-inputs /steps/0/task/form'],
  ],
])('%s', (_, yaml, problems) => {
  expect([...new Set(found(definitionOf(yaml)))]).toEqual(problems);
});
