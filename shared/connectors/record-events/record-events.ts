import { BUSINESS_CENTRAL_EVENTS } from '../../domain/event/event-catalogue.ts';
import { defineConnector } from '../catalogue/define-connector.ts';

/** Business Central's 51 events, under our names. */
export const recordEvents = defineConnector({
  name: 'recordEvents',
  title: 'Events of records',
  description: 'What happens to the records of a system of record, and to approval requests.',
  events: BUSINESS_CENTRAL_EVENTS,
  actions: [],
});
