import type { Company, Member, Source } from '../domain/company/company.ts';
import { defineItemType } from './item-type.ts';
import { keyOf, ONLY } from './key-text.ts';

export const companyItems = defineItemType<Company, { id: string }>({
  type: 'company',
  key: ({ id }) => ({ partition: keyOf('company', id), sort: ONLY }),
  idOf: (company) => company,
});

export const memberItems = defineItemType<Member, { company: string; userId: string }>({
  type: 'member',
  key: ({ company, userId }) => ({ partition: keyOf('member', company), sort: userId }),
  idOf: (member) => member,
});

/** Finds the member of whom a token speaks, by base key: it decides about rights. */
export interface MemberSubject {
  readonly company: string;
  readonly issuer: string;
  readonly subject: string;
  readonly userId: string;
}

export const memberSubjectItems = defineItemType<MemberSubject, { company: string; issuer: string; subject: string }>({
  type: 'memberSubject',
  key: ({ company, issuer, subject }) => ({ partition: keyOf('memberSubject', company, issuer, subject), sort: ONLY }),
  idOf: (subject) => subject,
});

export const sourceItems = defineItemType<Source, { company: string; id: string }>({
  type: 'source',
  key: ({ company, id }) => ({ partition: keyOf('source', company), sort: id }),
  idOf: (source) => source,
});

/** Finds the source of which a client's token speaks. */
export interface SourceClient {
  readonly company: string;
  readonly clientId: string;
  readonly sourceId: string;
}

export const sourceClientItems = defineItemType<SourceClient, { company: string; clientId: string }>({
  type: 'sourceClient',
  key: ({ company, clientId }) => ({ partition: keyOf('sourceClient', company, clientId), sort: ONLY }),
  idOf: (client) => client,
});
