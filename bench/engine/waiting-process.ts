import { setTimeout as pause } from 'node:timers/promises';
import { createEngine, type Engine } from '../../local/engine/engine.ts';
import { openDatabase } from '../../local/store/database.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';

/** `fill FILE COUNT` or `open FILE`: one side of {@link measureWaiting}, in a process of its own. Prints what it measured as JSON. */

const AT_A_TIME = 500;
const YEAR_SECONDS = 31_536_000;
const TIMER_SECONDS = 2;

const [mode, file = '', count = '0'] = process.argv.slice(2);
const ends: { status: string; at: number }[] = [];
const database = openDatabase(file);
const openedAt = performance.now();
const engine = createEngine({
  database,
  clock: systemClock,
  ids: createSystemIdSource(systemClock),
  invokeFunction: async () => null,
  onStatusChange: async ({ status }) => {
    if (status !== 'RUNNING') ends.push({ status, at: Date.now() });
  },
});
await engine.startUp();
console.log(JSON.stringify(mode === 'fill' ? await fill(engine, Number(count)) : await look(engine)));
await engine.drain(5_000);
await database.close();
process.exit(0);

async function fill(target: Engine, total: number): Promise<object> {
  const token = await versionOf(target, 'token', {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: 'nothing', Payload: { token: '{% $states.context.Task.Token %}' } },
    End: true,
  });
  const timer = await versionOf(target, 'timer', { Type: 'Wait', Seconds: YEAR_SECONDS, End: true });
  for (let done = 0; done < total; done += AT_A_TIME) {
    await Promise.all(
      Array.from({ length: AT_A_TIME }, (_, index) =>
        target.start({
          stateMachineArn: index % 2 ? token : timer,
          name: `waiting-${done + index}`,
          input: { order: done + index, amount: 1_200, text: 'what a small order looks like' },
        }),
      ),
    );
  }
  // Until the tasks have been handed out, the executions are not at rest.
  await pause(2_000);
  return { filled: total };
}

async function look(target: Engine): Promise<object> {
  const readyMilliseconds = performance.now() - openedAt;
  const timer = await versionOf(target, 'soon', { Type: 'Wait', Seconds: TIMER_SECONDS, End: true });
  await pause(1_000);
  const startedAt = Date.now();
  await target.start({ stateMachineArn: timer, name: 'soon', input: {} });
  while (ends.length === 0) await pause(1);
  const lateMilliseconds = (ends[0]?.at ?? 0) - startedAt - TIMER_SECONDS * 1_000;
  return { readyMilliseconds, residentBytes: process.memoryUsage.rss(), lateMilliseconds };
}

async function versionOf(target: Engine, name: string, state: object): Promise<string> {
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Wait', States: { Wait: state } });
  const { stateMachineArn } = await target.create({ name, definition });
  return (await target.publish({ stateMachineArn })).stateMachineVersionArn;
}
