import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as ses from '@aws-sdk/client-sesv2';
import * as stepfunctions from '@aws-sdk/client-sfn';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../cli/run-command.ts';
import { createApiClient } from '../../local/demo/api-client.ts';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { lookFromOutside, untilShown } from '../../local/walkthrough/outside.ts';
import { readSettings, SETTING_NAMES } from '../../stacks/settings.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { commandsOf, documentedSettings, everyCommand } from './support/guide.ts';
import { play } from './support/play-guide.ts';
import { synthesise } from './support/synthesised.ts';

const templates = synthesise({ mailFrom: 'approvals@acme.example', mailIdentity: 'acme.example' });
const outputs = templates.flatMap(({ part, outputs: all }) => Object.keys(all).map((name) => `${part} ${name}`));

describe('docs/cloud.md', () => {
  it('tells every setting, and no other', () => {
    expect([...documentedSettings.keys()].toSorted()).toEqual([...SETTING_NAMES].toSorted());
    const used = [...everyCommand.matchAll(/--context (\w+)=/g)].map(([, name = '']) => name);
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter((name) => name !== 'name' && !SETTING_NAMES.includes(name))).toEqual([]);
  });

  it('tells their defaults', () => {
    const { stage, region, disposable, ingestQuota, logRetentionDays, mail, originSecrets } = readSettings(
      new App({ context: {} }).node,
    );
    const defaults = { stage, region, disposable, ingestQuota, logRetentionDays, mailFrom: mail.from, originSecrets };
    for (const [name, value] of Object.entries(defaults))
      expect(documentedSettings.get(name), name).toBe(`\`${value}\``);
  });

  it('asks for outputs that the stacks have', () => {
    const asked = [...everyCommand.matchAll(/output (\w+) (\w+)(\$\w+)?/g)];
    expect(asked.length).toBeGreaterThan(6);
    for (const [words, part, name, variable] of asked) {
      const found = outputs.filter((one) => (variable ? one.startsWith(`${part} ${name}`) : one === `${part} ${name}`));
      expect(found.length, words).toBe(variable ? 3 : 1);
    }
  });

  it('calls scripts of ours, and operations that AWS has', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
    const called = [...everyCommand.matchAll(/npm run (\S+)/g)].map(([, name = '']) => name);
    expect(called).toContain('deploy');
    expect(called.filter((name) => !(name in scripts))).toEqual([]);
    const clients: Readonly<Record<string, object>> = {
      'cognito-idp': cognito,
      dynamodb,
      sesv2: ses,
      sqs,
      ssm,
      stepfunctions,
    };
    const operations = [...everyCommand.matchAll(/aws ([\w-]+) ([\w-]+)/g)].filter(
      ([, service = '']) => service in clients,
    );
    expect(operations.length).toBeGreaterThan(10);
    for (const [words, service = '', operation = ''] of operations) {
      if (operation === 'wait') continue;
      const name = operation.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
      expect(Object.keys(clients[service] ?? {}), words).toContain(`${name}Command`);
    }
  });
});

describe('whoever follows docs/cloud.md to the letter', () => {
  let folder: string;
  let runtime: Runtime;
  const noted: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'first-request-'));
    runtime = await startRuntime({ port: 0, dataFolder: folder, log: createSilentLog() });
  });
  afterAll(async () => {
    await runtime?.stop();
    rmSync(folder, { recursive: true });
  });

  /** What AWS would say of a deployment; where the functions are is this machine. */
  async function answer(words: readonly string[]): Promise<string> {
    const command = words.join(' ');
    noted.push(command);
    if (command.startsWith('npx werkstroom')) return werkstroom(words.slice(2));
    if (command.includes('describe-stacks')) return outputNamed(command);
    if (command.includes('admin-get-user')) return 'ann';
    if (command.includes('admin-initiate-auth')) return tokenOf('ann');
    return command.includes('get-caller-identity') ? '111122223333' : '';
  }

  function outputNamed(command: string): string {
    const [, part, name = ''] = /--stack-name werkstroom-dev-(\w+) .*OutputKey=='(\w+)'/.exec(command) ?? [];
    expect(outputs).toContain(`${part} ${name}`);
    const { settings } = runtime.dependencies;
    const known: Readonly<Record<string, string>> = { PublicBaseUrl: runtime.url, TokenIssuer: settings.defaultIssuer };
    return known[name] ?? name;
  }

  async function tokenOf(user: string): Promise<string> {
    const body = JSON.stringify({ user, company: 'acme' });
    const headers = { 'content-type': 'application/json' };
    const answered = await fetch(`${runtime.url}/local/token`, { method: 'POST', headers, body });
    const { token } = (await answered.json()) as { token: string };
    return token;
  }

  async function werkstroom(words: readonly string[]): Promise<string> {
    const refuse = async (): Promise<never> => {
      throw new Error('Nothing but the table is needed.');
    };
    const said: string[] = [];
    const exit = await runCommand(words, {
      say: (text) => void said.push(text),
      complain: (text) => void said.push(text),
      read: refuse,
      write: refuse,
      fetch: refuse,
      evaluate: refuse,
      environment: {},
      now: () => Date.now(),
      copyDataFolder: async () => 'nothing-there',
      openTable: async (table) => {
        expect(table).toBe('TableName');
        return runtime.dependencies;
      },
    });
    if (exit !== 0) throw new Error(said.join('\n'));
    return said.join('\n');
  }

  it('deploys, and has a request approved by the link of a mail', async () => {
    await play(commandsOf('From an empty account'), { typed: 'A good Passw0rd!\n', answer });
    expect(noted).toEqual(
      expect.arrayContaining([
        'npm ci',
        'npx cdk bootstrap aws://111122223333/eu-west-1 aws://111122223333/us-east-1',
        'npm run deploy -- --context stage=dev',
      ]),
    );
    const outside = lookFromOutside({ werkstroom: runtime.url, cronus: '' });
    const mail = await outside.mail('bob@acme.example', /PO-1/);
    await outside.decide(outside.linkIn(mail), 'approve', 'Fine.');
    const ann = await createApiClient({ baseUrl: runtime.url, company: 'acme', user: 'ann' });
    type Shown = { requests: { status: string }[]; runs: { status: string }[] };
    const path = '/records/purchaseDocument/PO-1';
    const seen = await untilShown<Shown>(ann, path, ({ runs }) => runs[0]?.status === 'succeeded');
    expect(seen.requests[0]?.status).toBe('approved');
  }, 120_000);

  it('can go through every other chapter', async () => {
    const before =
      'output() { aws cloudformation describe-stacks --stack-name werkstroom-dev-$1 --query "OutputKey==\'$2\'"; }; TABLE=t\n';
    for (const chapter of ['A name of your own', 'Watching', 'Upgrade', 'Backup and restore', 'Teardown']) {
      await play(before + commandsOf(chapter).replace(/^git pull && /m, ''), { typed: '', answer });
    }
    expect(noted).toContain('npm run deploy -- --context stage=dev --context restoredTable=werkstroom-restored');
    expect(noted).toContain('npm run destroy -- --context stage=dev');
  }, 120_000);
});
