import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../local/engine/engine.ts';
import { FunctionFailedError } from '../../../local/engine/function-failed-error.ts';
import { openDatabase } from '../../../local/store/database.ts';
import type { LocalDatabase } from '../../../local/store/local-database.ts';
import { systemClock as clock } from '../../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../../shared/adapters/system/system-id-source.ts';
import type { Json } from '../../../shared/domain/json/json.ts';
import { type FakeAws, startFakeAws } from '../../support/aws/fake-aws.ts';

/** On a slow machine a process with all functions takes its time to start. */
const LIMIT_MILLISECONDS = 120_000;

describe('npm run walkthrough -- --connected', () => {
  let aws: FakeAws;
  let engine: Engine;
  let database: LocalDatabase;
  let before: readonly string[];
  let lambdaUrl = '';

  beforeAll(async () => {
    database = openDatabase(':memory:');
    engine = createEngine({
      database,
      clock,
      ids: createSystemIdSource(clock),
      invokeFunction: (name, payload) => invoke(lambdaUrl, name, payload),
      onStatusChange: async () => {},
      onFault: () => {},
    });
    aws = await startFakeAws(engine);
    await engine.startUp();
    before = await aws.inventory();
  });
  afterAll(async () => {
    await engine.drain(1_000);
    await aws.close();
    await database.close();
  });

  /** Runs the command with the endpoints of the fakes, and lets their Step Functions know where functions are. */
  async function walkthrough(flags: readonly string[], more: Readonly<Record<string, string>> = {}) {
    const endpoints = Object.entries(aws.environment).filter(([name]) => name.startsWith('AWS_ENDPOINT_URL_'));
    const { PATH = '', HOME = '' } = process.env;
    return run(['--connected', ...flags], { PATH, HOME, ...Object.fromEntries(endpoints), LAMBDA_PORT: '0', ...more });
  }

  async function run(flags: readonly string[], env: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, ['local/walkthrough/main.ts', ...flags], { env });
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        lambdaUrl = /LAMBDA (http:\S+),/.exec(line)?.[1] ?? lambdaUrl;
      });
    }
    const [code] = await once(child, 'close');
    return { code, text: lines.join('\n') };
  }

  it.each([
    ['the machines of an endpoint, which calls our functions', []],
    ['our own engine in the place of Step Functions', ['--own-engine']],
  ])(
    'tells the whole story with %s, and leaves nothing behind',
    async (_case, flags) => {
      const { code, text } = await walkthrough(flags);
      expect(text).toMatch(/\nThe walkthrough passed\.$/);
      expect(text).not.toContain('"level"');
      expect(code).toBe(0);
      expect(text.match(/^ok /gm)?.length).toBeGreaterThan(14);
      expect(await aws.inventory()).toEqual(before);
    },
    LIMIT_MILLISECONDS,
  );

  it(
    'says what to do about an endpoint that runs no machines, and leaves nothing behind',
    async () => {
      const { code, text } = await walkthrough([], { AWS_ENDPOINT_URL_SFN: `${aws.environment.AWS_ENDPOINT_URL_SSM}` });
      expect(text).toMatch(/does not run our machines: .*--own-engine/);
      expect(text).toMatch(/\nThe walkthrough failed\.$/);
      expect(code).toBe(1);
      expect(await aws.inventory()).toEqual(before);
    },
    LIMIT_MILLISECONDS,
  );

  it(
    'goes nowhere without endpoints: one line says what to set',
    async () => {
      const { PATH = '', HOME = '' } = process.env;
      const { code, text } = await run(['--connected'], { PATH, HOME });
      expect(text).toMatch(/^Set AWS_ENDPOINT_URL[^\n]+$/);
      expect(code).toBe(1);
    },
    LIMIT_MILLISECONDS,
  );
});

/** Calls a function by Lambda's API, as Step Functions does. */
async function invoke(lambdaUrl: string, name: string, payload: Json): Promise<Json> {
  const answer = await fetch(`${lambdaUrl}/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    body: JSON.stringify(payload),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`Lambda answered ${answer.status}: ${text}`);
  if (answer.headers.has('x-amz-function-error')) throw new FunctionFailedError(JSON.parse(text).errorType, text);
  return JSON.parse(text) as Json;
}
