import type { Workflow } from '../domain/workflow/workflow.ts';
import type { Ports } from '../ports/ports.ts';
import { StateMachineAlreadyExistsError } from '../ports/state-machines.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { workflowItems } from '../repositories/workflow-items.ts';

type PublishPorts = Pick<Ports, 'store' | 'machines'>;

/**
 * Every machine is created with this definition, so that creating it again after a crash, perhaps for an edited workflow, answers the same
 * machine. Nobody starts it: executions start from published versions.
 */
const UNPUBLISHED = JSON.stringify({
  Comment: 'Not published yet.',
  QueryLanguage: 'JSONata',
  StartAt: 'Not published',
  States: { 'Not published': { Type: 'Fail', Error: 'NotPublished', Cause: 'No version was published yet.' } },
});

/** Two who publish at once may each replace the other's definition before it was published. */
const ATTEMPTS = 5;

/** The workflow with its state machine, which is created when there is none. Its ARN is kept before the machine is used. */
export async function withMachine(ports: PublishPorts, before: Versioned<Workflow>): Promise<Versioned<Workflow>> {
  if (before.value.stateMachineArn !== undefined) return before;
  const stateMachineArn = await createMachine(ports, before.value);
  const value: Workflow = { ...before.value, stateMachineArn };
  await ports.store.write([workflowItems.update(before, value)]);
  return { value, version: before.version + 1 };
}

async function createMachine(ports: PublishPorts, workflow: Workflow): Promise<string> {
  try {
    return (await ports.machines.create({ name: machineNameOf(workflow), definition: UNPUBLISHED })).stateMachineArn;
  } catch (error) {
    // Somebody else has created it and gone on meanwhile, so the workflow knows it by now.
    if (!(error instanceof StateMachineAlreadyExistsError)) throw error;
    const { company, code, id } = workflow;
    const now = await workflowItems.get(ports.store, { company, code });
    if (now?.value.id === id && now.value.stateMachineArn !== undefined) return now.value.stateMachineArn;
    throw error;
  }
}

/**
 * Publishes a definition as a version of the workflow's machine, and makes sure that the version holds this definition: whoever publishes
 * another one at the same moment changes the same machine.
 */
export async function publishMachine(
  ports: PublishPorts,
  workflow: Workflow & { readonly stateMachineArn: string },
  definition: string,
): Promise<string> {
  const { stateMachineArn } = workflow;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    await ports.machines.update({ stateMachineArn, definition });
    const { stateMachineVersionArn } = await ports.machines.publish({ stateMachineArn });
    if (await isPresentDefinition(ports, machineNameOf(workflow), definition)) return stateMachineVersionArn;
  }
  throw new PublishingCollidedError(`Others keep publishing ${workflow.code} at the same time.`);
}

/** Creating a machine that is there answers it only while it has this very definition. */
async function isPresentDefinition(ports: PublishPorts, name: string, definition: string): Promise<boolean> {
  try {
    await ports.machines.create({ name, definition });
    return true;
  } catch (error) {
    if (error instanceof StateMachineAlreadyExistsError) return false;
    throw error;
  }
}

function machineNameOf(workflow: Workflow): string {
  return `werkstroom-${workflow.id}`;
}

/** Several people publish one workflow at the same moment, again and again. */
export class PublishingCollidedError extends Error {
  override readonly name = 'PublishingCollidedError';
}
