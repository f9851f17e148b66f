import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parameterNameOf } from '../../../shared/adapters/ssm/parameter-name.ts';
import { rememberSecrets } from '../../../shared/adapters/ssm/remembered-secrets.ts';
import { createSsmClient } from '../../../shared/adapters/ssm/ssm-client.ts';
import { createSsmSecrets } from '../../../shared/adapters/ssm/ssm-secrets.ts';
import { secretsContract } from '../../contract/secrets.contract.ts';
import { fakeEndpoint } from '../../support/aws/fake-endpoint.ts';
import { startFakeSsm } from '../../support/aws/fake-ssm.ts';
import { AwsFault, type JsonService } from '../../support/aws/json-protocol.ts';
import { createJumpingClock } from '../../support/jumping-clock.ts';

let service: JsonService;
let client: ReturnType<typeof createSsmClient>;
let prefix: string;
let prefixes = 0;
beforeAll(async () => {
  service = await startFakeSsm();
  client = createSsmClient({ ...fakeEndpoint(service.url), maxAttempts: 1 });
});
beforeEach(() => {
  prefix = `/werkstroom/test-${++prefixes}/`;
});
afterAll(async () => {
  client.destroy();
  await service.close();
});
const secrets = () => createSsmSecrets({ client, prefix });
const dispose = async () => {};

secretsContract('Parameter Store', async () => ({ secrets: secrets(), reopen: async () => secrets(), dispose }));

secretsContract('Parameter Store, remembered', async () => {
  const open = () => rememberSecrets(secrets(), createJumpingClock());
  return { secrets: open(), reopen: async () => open(), dispose };
});

describe('errors of Parameter Store', () => {
  it('tells of throttling', async () => {
    service.failNext('GetParameter', new AwsFault('ThrottlingException'));
    await expect(secrets().get('a')).rejects.toMatchObject({ name: 'ThrottledError' });
  });

  it('does not take a refusal for an absent secret', async () => {
    service.failNext('GetParameter', new AwsFault('AccessDeniedException'));
    await expect(secrets().get('a')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('remembered secrets', () => {
  const reads = () => service.calls.filter((call) => call === 'GetParameter').length;

  it('are read once in five minutes', async () => {
    const clock = createJumpingClock();
    const remembered = rememberSecrets(secrets(), clock);
    await secrets().put('a', 'first');
    const before = reads();
    for (let n = 0; n < 10; n++) expect(await remembered.get('a')).toBe('first');
    expect(reads() - before).toBe(1);
    await secrets().put('a', 'second');
    await clock.advance(300_000);
    expect(await remembered.get('a')).toBe('second');
  });

  it('do not remember that something is absent', async () => {
    const remembered = rememberSecrets(secrets(), createJumpingClock());
    expect(await remembered.get('later')).toBeUndefined();
    await secrets().put('later', 'there');
    expect(await remembered.get('later')).toBe('there');
  });
});

it('gives different secrets different parameters, in signs that Parameter Store takes', () => {
  const names = ['a.b', 'a=b', 'a~b', 'a..b', 'a.eb', 'a.tb', 'a/b', 'a', 'a-b', 'a_b'];
  const parameters = names.map((name) => parameterNameOf('/p/', name));
  expect(new Set(parameters).size).toBe(names.length);
  for (const parameter of parameters) expect(parameter).toMatch(/^(\/[A-Za-z0-9_.-]+)+$/);
});
