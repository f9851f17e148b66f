import { entityOf } from '../../domain/event/event.ts';
import type { CataloguedEvent } from '../../domain/event/event-catalogue.ts';
import type { Json, JsonObject } from '../../domain/json/json.ts';
import type { EditorOffers } from './editor-offers.ts';
import { fieldsKey, linesKey } from './field-offers.ts';
import { ifThen } from './if-then.ts';

/** The definition of an event: those that are known, and any of an entity of one's own. */
export function eventOffers(offers: EditorOffers): JsonObject {
  const { events } = offers;
  return {
    FieldsByEvent: { allOf: fieldsOfEvents(offers) },
    Event: {
      anyOf: [
        ...events.map(({ type, title }) => ({ const: type, title, description: `${title}.` })),
        ...events.flatMap(alias),
        {
          type: 'string',
          pattern: '^[A-Za-z][A-Za-z0-9]*\\.[A-Za-z][A-Za-z0-9]*$',
          description: 'An event of an entity of your own, or one that a source declares: <entity>.<verb>.',
        },
      ],
    },
  };
}

function alias({ type, title, businessCentralName }: CataloguedEvent): Json[] {
  if (businessCentralName === undefined) return [];
  return [{ const: businessCentralName, title, description: `${title}. Business Central's name of ${type}.` }];
}

/** Which fields conditions may ask about, by what the event is about. */
function fieldsOfEvents({ events, entities }: EditorOffers): Json[] {
  return entities.map(({ entity, title, lines }) => {
    const aliases = events.flatMap(({ type, businessCentralName }) =>
      entityOf(type) === entity && businessCentralName !== undefined ? [businessCentralName] : [],
    );
    const any = [{ pattern: `^${entity}\\.` }, ...(aliases.length > 0 ? [{ enum: aliases }] : [])];
    const ofLines = (which: string) => ({ description: which, $ref: `#/$defs/${linesKey(entity)}` });
    const parts = lines && {
      lines: {
        description: 'Conditions on document lines.',
        properties: {
          any: ofLines('One line passes all of these filters at once.'),
          every: ofLines('Each line passes all of these filters, and there is at least one line.'),
          sum: { description: 'The sum of a field over the lines.', properties: { of: ofLines('Of which lines.') } },
          count: { description: 'The number of lines.', properties: { of: ofLines('Of which lines.') } },
        },
      },
    };
    const part = entity === 'approvalRequest' ? 'request' : 'record';
    const fields = { description: `Filters on the fields of: ${title}.`, $ref: `#/$defs/${fieldsKey(entity)}` };
    const where = { description: 'What must hold.', properties: { [part]: fields, ...parts } };
    const isMeant = { type: 'object', properties: { event: { anyOf: any } }, required: ['event'] };
    return ifThen(isMeant, { properties: { where } });
  });
}
