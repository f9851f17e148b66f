import { type Rejection, rejectionPlace } from '../domain/event/rejection.ts';
import { defineItemType } from './item-type.ts';
import { keyOf, later, ONLY } from './key-text.ts';

/** Long enough for somebody to ask why nothing happened last week. */
const SEVEN_DAYS = 7 * 24 * 3_600_000;

/** What was refused at the doors of sources. Kept 7 days. */
export const rejectionItems = defineItemType<Rejection, Pick<Rejection, 'company' | 'source' | 'id' | 'signed'>>({
  type: 'rejection',
  key: (id) => ({ partition: keyOf('rejection', id.company, id.source, ...rejectionPlace(id)), sort: ONLY }),
  idOf: (rejection) => rejection,
  expiresAt: ({ rejectedAt }) => later(rejectedAt, SEVEN_DAYS),
});
