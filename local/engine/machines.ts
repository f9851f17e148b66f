import { createHash } from 'node:crypto';
import {
  InvalidDefinitionError,
  StateMachineAlreadyExistsError,
  StateMachineDoesNotExistError,
} from '../../shared/ports/state-machines.ts';
import type { LocalDatabase } from '../store/local-database.ts';
import { type ArnPlace, machineArnOf } from './arns.ts';
import type { Machine } from './asl.ts';
import { createMachine, deleteVersion, keepDefinition, publishMachine, updateMachine } from './machine-operations.ts';
import { checkName } from './service-rules.ts';
import { refusalText } from './validation/diagnostic.ts';
import { validateDefinition } from './validation/validate-definition.ts';

/** Parsed definitions kept in memory. */
const KEPT_MACHINES = 500;

/** Keeps state machines and their versions. */
export interface Machines {
  create(machine: { name: string; definition: string }): Promise<{ stateMachineArn: string }>;
  update(machine: { stateMachineArn: string; definition: string }): Promise<void>;
  publish(machine: { stateMachineArn: string }): Promise<{ stateMachineVersionArn: string }>;
  deleteVersion(stateMachineVersionArn: string): Promise<void>;
  /** Under which key the definition that a new execution runs is kept for as long as it runs. @throws StateMachineDoesNotExistError */
  pin(arn: string): Promise<string>;
  /** The definition kept under a key that `pin` gave. */
  pinned(key: string): Machine;
}

/** Opens the machines in the data folder's database; the journal has made the tables. */
export function openMachines(database: LocalDatabase, place: ArnPlace): Machines {
  const parsed = new Map<string, Machine>();
  /** Versions of which it was seen lately that executions may begin by them. */
  const startable = new Set<string>();
  const { prepare } = database;
  return {
    async create({ name, definition }) {
      check(definition);
      checkName(name);
      const arn = machineArnOf(place, name);
      const isMade = await database.transact(createMachine, { arn, name, definition });
      if (!isMade) throw new StateMachineAlreadyExistsError(`State Machine Already Exists: '${arn}'`);
      return { stateMachineArn: arn };
    },
    async update({ stateMachineArn, definition }) {
      check(definition);
      const isThere = await database.transact(updateMachine, { arn: stateMachineArn, definition });
      if (!isThere) throw noMachine(stateMachineArn);
    },
    async publish({ stateMachineArn }) {
      const stateMachineVersionArn = await database.transact(publishMachine, stateMachineArn);
      if (stateMachineVersionArn === undefined) throw noMachine(stateMachineArn);
      return { stateMachineVersionArn };
    },
    async deleteVersion(arn) {
      await database.transact(deleteVersion, arn).finally(() => startable.delete(arn));
    },
    async pin(arn) {
      if (startable.has(arn)) return arn;
      if (prepare('select 1 from engine_version where arn = ? and deleted = 0').get(arn)) {
        if (startable.size >= KEPT_MACHINES) startable.clear();
        startable.add(arn);
        return arn;
      }
      const machine = prepare('select definition from engine_machine where arn = ?').get(arn);
      if (!machine) throw noMachine(arn);
      const definition = String(machine.definition);
      const key = `${arn}#${createHash('sha256').update(definition).digest('hex')}`;
      if (prepare('select 1 from engine_version where arn = ?').get(key)) return key;
      await database.transact(keepDefinition, { key, arn, definition });
      return key;
    },
    pinned(key) {
      const known = parsed.get(key);
      if (known) return known;
      const row = prepare('select definition from engine_version where arn = ?').get(key);
      if (!row) throw noMachine(key);
      const machine = JSON.parse(String(row.definition)) as Machine;
      const oldest = parsed.keys().next().value;
      if (parsed.size >= KEPT_MACHINES && oldest !== undefined) parsed.delete(oldest);
      parsed.set(key, machine);
      return machine;
    },
  };
}

function noMachine(arn: string): StateMachineDoesNotExistError {
  return new StateMachineDoesNotExistError(`State Machine Does Not Exist: '${arn}'`);
}

function check(definition: string): void {
  const diagnostics = validateDefinition(definition);
  if (diagnostics.length > 0) throw new InvalidDefinitionError(refusalText(diagnostics));
}
