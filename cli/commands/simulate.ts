import { simulationStubs } from '../../shared/connectors/simulation-stubs.ts';
import { choices } from '../../shared/contracts/api/workflow-life.ts';
import type { StoredEvent } from '../../shared/domain/event/event.ts';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import { eventView, recordView } from '../../shared/domain/run/execution-view.ts';
import { choiceFaults } from '../../shared/domain/simulation/choice-faults.ts';
import { simulate } from '../../shared/domain/simulation/simulate.ts';
import type { Choices, Simulation } from '../../shared/domain/simulation/simulation.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { shippedCompiler } from '../installation.ts';
import { hasErrors, refuseDefinition } from '../print-problems.ts';
import { readDefinitions, theOne } from '../read-definitions.ts';
import { readJsonFile } from '../read-json-file.ts';
import { readStoryEvent } from '../read-story-event.ts';
import { type Arguments, EXIT, FileError, type Shell, textOption } from '../shell.ts';

/** Says what would become of one workflow with an event from a file. Approvers are known only to a server. */
export async function simulateCommand(shell: Shell, args: Arguments): Promise<number> {
  const { words, options } = args;
  const one = theOne(await readDefinitions(shell, words, shippedCompiler()), options.code);
  if (!one.definition || hasErrors(one)) {
    refuseDefinition(shell, one, options);
    return EXIT.refused;
  }
  const stored = await readStoryEvent(shell, textOption(args, 'event'), one.definition);
  const chosen = await choicesIn(shell, options.choices, one.definition);
  const stubs = simulationStubs();
  const simulation = await simulate({
    definition: one.definition,
    facts: factsOf(stored, shell.now()),
    record: recordView(stored),
    inputs: await jsonOption(shell, options.inputs),
    choices: chosen,
    evaluate: shell.evaluate,
    isCommand: stubs.isCommand,
    sharedCalls: shippedCompiler().sharedCalls(one.definition),
    stub: stubs.stubFor(stored),
  });
  if (options.json) shell.say(JSON.stringify(simulation, null, 2));
  else tell(shell, simulation);
  return simulation.outcome?.status === 'failed' ? EXIT.refused : EXIT.ok;
}

/** What the file chooses at waits of the workflow. @throws FileError */
async function choicesIn(
  shell: Shell,
  file: string | boolean | undefined,
  definition: WorkflowDefinition,
): Promise<Choices> {
  const read = choices.safeParse(await jsonOption(shell, file));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new FileError(`${file}: /${issue?.path.join('/')}: ${issue?.message}`);
  }
  const [fault] = choiceFaults(definition, read.data);
  if (fault) throw new FileError(`${file}: ${fault.pointer}: ${fault.detail}`);
  return read.data;
}

async function jsonOption(shell: Shell, file: string | boolean | undefined): Promise<JsonObject> {
  return typeof file === 'string' ? readJsonFile(shell, file) : {};
}

function factsOf(stored: StoredEvent, now: number) {
  const { event, previousFields } = stored;
  const { fields, lines } = event.record;
  return {
    event: eventView(stored),
    record: { entity: event.record.entity, fields, ...(lines && { lines }) },
    ...(previousFields && { previous: previousFields }),
    ...(event.request && { request: event.request }),
    ...(event.user !== undefined && { user: event.user }),
    now,
  };
}

function tell(shell: Shell, simulation: Simulation): void {
  shell.say(simulation.starts ? 'It starts.' : 'It does not start.');
  for (const { text, holds, reason } of simulation.conditions) {
    shell.say(`  ${holds ? 'holds' : 'fails'}  ${text}${reason === undefined ? '' : `: ${reason}`}`);
  }
  for (const { pointer, kind, title, input, output, error } of simulation.path) {
    const what = input === undefined ? output : input;
    const detail = error ?? (what === undefined ? '' : JSON.stringify(what));
    shell.say(`  ${pointer.padEnd(24)} ${kind.padEnd(9)} ${[title, detail].filter(Boolean).join('  ')}`);
  }
  const { outcome, cost } = simulation;
  if (outcome) shell.say(`Outcome: ${outcome.status}${outcome.error ? `: ${outcome.error.message}` : ''}`);
  if (simulation.starts) {
    shell.say(`${cost.stateTransitions} state transitions; 1,000 runs cost about $${cost.per1000Runs.amount}.`);
  }
}
