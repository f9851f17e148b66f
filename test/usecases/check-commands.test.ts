import { expect, test } from 'vitest';
import { actionCatalogue } from '../../shared/connectors/registry.ts';
import type { Source } from '../../shared/domain/company/company.ts';
import { checkCommands } from '../../shared/usecases/check-commands.ts';
import { bindCompiler } from '../../statemachines/bind-compiler.ts';
import { findTemplate } from '../../statemachines/templates/templates.ts';

const functions = { runAction: 'run-action', awaitEvent: 'await-event' };
const compiler = bindCompiler({ catalogue: actionCatalogue(), functions });
const definition = findTemplate('MS-POAPW')?.definition;
const source = (id: string, commands?: readonly string[]): Source => ({
  company: 'c',
  id,
  kind: 'standard',
  clientId: 'x',
  secretVersions: [],
  ...(commands && { commands }),
});

const all = ['record.setStatus', 'record.release', 'record.reopen'];
const problemsWith = (...sources: readonly Source[]) =>
  checkCommands(definition ? (compiler.commands?.(definition) ?? []) : [], sources).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );

test('a workflow that needs what no source can do can not be enabled, and the problem names it', () => {
  expect(problemsWith(source('erp', ['record.setStatus', 'record.reopen']))).toEqual([
    'error: Source erp can not do record.release.',
  ]);
});

test('a source that says nothing may do anything', () => {
  expect(problemsWith(source('erp'))).toEqual([]);
  expect(problemsWith(source('erp', all))).toEqual([]);
  expect(problemsWith()).toEqual([]);
});

test('it is a warning while another source can', () => {
  expect(problemsWith(source('erp', all), source('crm', ['record.setStatus', 'record.reopen']))).toEqual([
    'warning: Source crm can not do record.release.',
  ]);
});
