import { createHash } from 'node:crypto';
import {
  InvalidDefinitionError,
  StateMachineAlreadyExistsError,
  StateMachineDoesNotExistError,
} from '../../shared/ports/state-machines.ts';
import type { LocalDatabase } from '../store/database.ts';
import { statementsOf } from '../store/statements.ts';
import { type ArnPlace, machineArnOf } from './arns.ts';
import type { Machine } from './asl.ts';
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
  const prepare = statementsOf(database);
  return {
    async create({ name, definition }) {
      check(definition);
      checkName(name);
      const arn = machineArnOf(place, name);
      return database.transact((db) => {
        const known = db.prepare('select definition from engine_machine where name = ?').get(name);
        if (known && known.definition !== definition)
          throw new StateMachineAlreadyExistsError(`State Machine Already Exists: '${arn}'`);
        if (!known)
          db.prepare('insert into engine_machine (arn, name, definition) values (?, ?, ?)').run(arn, name, definition);
        return { stateMachineArn: arn };
      });
    },
    async update({ stateMachineArn, definition }) {
      check(definition);
      await database.transact((db) => {
        const { changes } = db
          .prepare('update engine_machine set definition = ? where arn = ?')
          .run(definition, stateMachineArn);
        if (changes === 0) throw noMachine(stateMachineArn);
      });
    },
    publish: ({ stateMachineArn }) =>
      database.transact((db) => {
        const machine = db
          .prepare('select definition, versions from engine_machine where arn = ?')
          .get(stateMachineArn);
        if (!machine) throw noMachine(stateMachineArn);
        const newest = `${stateMachineArn}:${machine.versions}`;
        const published = db.prepare('select definition from engine_version where arn = ?').get(newest);
        if (published?.definition === machine.definition) return { stateMachineVersionArn: newest };
        const version = Number(machine.versions) + 1;
        const stateMachineVersionArn = `${stateMachineArn}:${version}`;
        db.prepare('insert into engine_version (arn, machine_arn, definition) values (?, ?, ?)').run(
          stateMachineVersionArn,
          stateMachineArn,
          machine.definition ?? '',
        );
        db.prepare('update engine_machine set versions = ? where arn = ?').run(version, stateMachineArn);
        return { stateMachineVersionArn };
      }),
    deleteVersion: (arn) =>
      database.transact((db) => {
        db.prepare('update engine_version set deleted = 1 where arn = ?').run(arn);
      }),
    async pin(arn) {
      if (prepare('select 1 from engine_version where arn = ? and deleted = 0').get(arn)) return arn;
      const machine = prepare('select definition from engine_machine where arn = ?').get(arn);
      if (!machine) throw noMachine(arn);
      const definition = String(machine.definition);
      const key = `${arn}#${createHash('sha256').update(definition).digest('hex')}`;
      if (prepare('select 1 from engine_version where arn = ?').get(key)) return key;
      await database.transact(() => {
        prepare('insert or ignore into engine_version (arn, machine_arn, definition) values (?, ?, ?)').run(
          key,
          arn,
          definition,
        );
      });
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
