import type { Operation } from '../store/operation.ts';

/** Makes a machine. False when another one has the name; the same one again is no fault. */
export const createMachine: Operation<{ arn: string; name: string; definition: string }, boolean> = {
  name: 'machines.create',
  run(prepare, { arn, name, definition }) {
    const known = prepare('select definition from engine_machine where name = ?').get(name);
    if (known) return known.definition === definition;
    prepare('insert into engine_machine (arn, name, definition) values (?, ?, ?)').run(arn, name, definition);
    return true;
  },
};

/** Gives a machine another definition. False when there is no such machine. */
export const updateMachine: Operation<{ arn: string; definition: string }, boolean> = {
  name: 'machines.update',
  run: (prepare, { arn, definition }) =>
    prepare('update engine_machine set definition = ? where arn = ?').run(definition, arn).changes > 0,
};

/** Publishes a machine's definition, once. Answers the ARN of the version; undefined when there is no such machine. */
export const publishMachine: Operation<string, string | undefined> = {
  name: 'machines.publish',
  run(prepare, arn) {
    const machine = prepare('select definition, versions from engine_machine where arn = ?').get(arn);
    if (!machine) return undefined;
    const newest = `${arn}:${machine.versions}`;
    const published = prepare('select definition from engine_version where arn = ?').get(newest);
    if (published?.definition === machine.definition) return newest;
    const number = Number(machine.versions) + 1;
    const version = `${arn}:${number}`;
    const definition = machine.definition ?? '';
    prepare('insert into engine_version (arn, machine_arn, definition) values (?, ?, ?)').run(version, arn, definition);
    prepare('update engine_machine set versions = ? where arn = ?').run(number, arn);
    return version;
  },
};

/** No execution begins by this version any more. Those that run keep it. */
export const deleteVersion: Operation<string, void> = {
  name: 'machines.deleteVersion',
  run(prepare, arn) {
    prepare('update engine_version set deleted = 1 where arn = ?').run(arn);
  },
};

/** Keeps the definition of a machine that was started without a version, under a key of its own. */
export const keepDefinition: Operation<{ key: string; arn: string; definition: string }, void> = {
  name: 'machines.keepDefinition',
  run(prepare, { key, arn, definition }) {
    prepare('insert or ignore into engine_version (arn, machine_arn, definition) values (?, ?, ?)').run(
      key,
      arn,
      definition,
    );
  },
};
