import type * as z from 'zod';
import { isEventType } from '../../domain/event/entity-verbs.ts';
import type { Connector, ConnectorEvent } from './connector.ts';

const NAME = /^[a-z][A-Za-z0-9]{0,39}$/;

/** Names an event, and types the fields that its record has. */
export function defineEvent<Fields extends z.ZodObject>(
  event: Omit<ConnectorEvent, 'fields'> & { fields?: Fields },
): ConnectorEvent {
  return event;
}

/**
 * Puts events and actions together under one name.
 *
 * @throws ConnectorFaultError at the start of the process when names do not fit or stand there twice: a fault of whoever wrote it.
 */
export function defineConnector(connector: Connector): Connector {
  const names = connector.actions.map(({ name }) => name);
  const faults = [
    ...[connector.name, ...names].filter((name) => !NAME.test(name)).map((name) => `"${name}" is no name.`),
    ...twice(names).map((name) => `There are two actions ${name}.`),
    ...twice((connector.events ?? []).map(({ type }) => type)).map((type) => `There are two events ${type}.`),
    ...(connector.events ?? [])
      .filter(({ type }) => !isEventType(type))
      .map(({ type }) => `"${type}" is no event: it must be <entity>.<verb>.`),
  ];
  if (faults.length > 0) throw new ConnectorFaultError(`Connector ${connector.name}: ${faults.join(' ')}`);
  return connector;
}

function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** A connector is not well made. */
export class ConnectorFaultError extends Error {
  override readonly name = 'ConnectorFaultError';
}
