import type { MiddlewareObj } from '@middy/core';
import { mayCall } from '../domain/company/caller.ts';
import { type ApiEvent, callerOf, routeOf } from './api-event.ts';
import type { HttpAnswer } from './http-event.ts';
import { forbidden } from './identify-caller.ts';

/** Lets through who has one of the roles that the table of routes asks for. */
export function authorise(): MiddlewareObj<ApiEvent, HttpAnswer> {
  return {
    before({ event }) {
      const { access } = routeOf(event);
      if (access === 'public' || mayCall(access, callerOf(event))) return;
      const roles = access === 'member' ? 'member' : access.join(' or ');
      throw forbidden(`This needs the role ${roles}.`);
    },
  };
}
