import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionCatalogue } from '../../shared/connectors/registry.ts';
import type { RecordEvent } from '../../shared/domain/event/event.ts';
import { isSignal } from '../../shared/domain/event/is-signal.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { workflowItems } from '../../shared/repositories/workflow-items.ts';
import { newWorkflow } from '../../shared/usecases/create-workflow.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { enableWorkflow } from '../../shared/usecases/enable-workflow.ts';
import { signalRun } from '../../shared/usecases/signal-run.ts';
import { bindCompiler } from '../../statemachines/bind-compiler.ts';
import { company, setUpCompany } from '../faults/purchase-order.ts';
import { createWorld, type World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';

const DEFINITION = definitionOf(`
code: PARCEL
kind: automated
on: { event: item.modified }
steps:
  - id: left
    parallel:
      - steps:
          - id: parcel
            when:
              - { event: parcel.delivered, where: { record: { to: NL* } }, steps: [{ do: email.send, with: { to: manager, subject: "{% 'parcel ' & $record.fields.to %}", text: x } }] }
      - steps:
          - id: letter
            when:
              - { event: letter.delivered, steps: [{ do: email.send, with: { to: manager, subject: "{% 'letter ' & $record.fields.to %}", text: x } }] }
  - { do: email.send, with: { to: manager, subject: "{% 'done ' & $record.id %}", text: x } }
`);
const EVENT: RecordEvent = {
  company,
  source: 'erp',
  id: 'e1',
  type: 'item.modified',
  time: '2026-03-02T08:00:00Z',
  receivedAt: '2026-03-02T08:00:00Z',
  record: { company, source: 'erp', entity: 'item', id: '1000', fields: {} },
};

let world: World;
let runId: string;

beforeEach(async () => {
  world = await createWorld({ schedule: [] });
  await setUpCompany(world);
  const { calm } = world;
  const compiler = bindCompiler({ catalogue: actionCatalogue(), functions: calm.settings.functionNames });
  await calm.store.write([
    workflowItems.create(newWorkflow(calm, { company, id: 'w', definition: DEFINITION, actor: 'admin' })),
  ]);
  expect((await enableWorkflow({ ...calm, compiler }, { company, code: 'PARCEL', actor: 'admin' })).kind).toBe(
    'enabled',
  );
  await dispatchEvent(calm, EVENT);
  await world.settle();
  const [run] = await runItems.queryAll(calm.store, { index: 'lists', partition: runsOfCompany(company) });
  runId = run?.value.id ?? '';
});
afterEach(() => world.close());

const signal = (event: string, to: string) =>
  signalRun(world.calm, { company, runId, event, fields: { to }, actor: 'admin' });
const subjects = () =>
  world.mailer
    .mails()
    .map(({ subject }) => subject)
    .toSorted();

describe('a signal', () => {
  it('ends the wait that listens to it, in whichever branch that stands; the run goes on when all have come', async () => {
    expect((await signal('letter.delivered', 'DE-1')).kind).toBe('accepted');
    await world.settle();
    expect(subjects()).toEqual(['letter DE-1']);
    expect((await signal('parcel.delivered', 'DE-1')).kind).toBe('accepted');
    expect((await signal('parcel.delivered', 'NL-2')).kind).toBe('accepted');
    await world.settle();
    expect(subjects()).toEqual(['done 1000', 'letter DE-1', 'parcel NL-2']);
    expect(await signal('parcel.delivered', 'NL-3')).toEqual({ kind: 'ended', status: 'succeeded' });
  });

  it('that nothing listens to is refused, with what the run listens to', async () => {
    expect(await signal('pigeon.landed', 'x')).toEqual({
      kind: 'not-listening',
      listensTo: ['letter.delivered', 'parcel.delivered'],
    });
  });

  it.each([
    'approvalRequest.approved',
    'command.completed',
    'item.modified',
    'userTask.done',
    'workflow.ordered',
    'schedule.due',
    'nonsense',
  ])('can not be %s', async (event) => {
    expect(isSignal(event)).toBe(false);
    expect(await signal(event, 'x')).toEqual({ kind: 'not-a-signal' });
  });
});
