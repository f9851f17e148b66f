import {
  ExecutionAlreadyExistsError,
  StateMachineAlreadyExistsError,
  type StateMachines,
} from '../../shared/ports/state-machines.ts';

/** State machines that can be published and started, and never run. */
export interface FakeMachines extends StateMachines {
  /** The definition behind each published version. */
  readonly versions: ReadonlyMap<string, string>;
  /** Names of the executions that were started. */
  readonly started: readonly string[];
}

interface Machine {
  readonly arn: string;
  definition: string;
  versions: number;
  published?: string;
}

/** Publishing follows the port's contract; what only a running engine can answer is refused. */
export function createFakeMachines(): FakeMachines {
  const machines = new Map<string, Machine>();
  const versions = new Map<string, string>();
  const started: string[] = [];
  const byArn = (arn: string): Machine => {
    const machine = [...machines.values()].find((one) => one.arn === arn);
    if (!machine) throw new Error(`There is no machine ${arn}.`);
    return machine;
  };
  const never = async (): Promise<never> => {
    throw new Error('A fake machine does not run.');
  };
  return {
    versions,
    started,
    async create({ name, definition }) {
      const known = machines.get(name);
      if (known && known.definition !== definition) throw new StateMachineAlreadyExistsError(name);
      const machine = known ?? { arn: `arn:aws:states:local:0:stateMachine:${name}`, definition, versions: 0 };
      machines.set(name, machine);
      return { stateMachineArn: machine.arn };
    },
    async update({ stateMachineArn, definition }) {
      byArn(stateMachineArn).definition = definition;
    },
    async publish({ stateMachineArn }) {
      const machine = byArn(stateMachineArn);
      if (machine.published !== machine.definition) {
        machine.versions += 1;
        machine.published = machine.definition;
      }
      const stateMachineVersionArn = `${machine.arn}:${machine.versions}`;
      versions.set(stateMachineVersionArn, machine.definition);
      return { stateMachineVersionArn };
    },
    async deleteVersion(arn) {
      versions.delete(arn);
    },
    async start({ stateMachineArn, name }) {
      if (started.includes(name)) throw new ExecutionAlreadyExistsError(name);
      started.push(name);
      return { executionArn: `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}` };
    },
    async stop() {},
    redrive: never,
    describe: never,
    async history() {
      return { events: [] };
    },
    async sendTaskSuccess() {},
    async sendTaskFailure() {},
    async sendTaskHeartbeat() {},
  };
}
