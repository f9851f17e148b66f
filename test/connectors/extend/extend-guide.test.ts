import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ConnectorFaultError, defineConnector } from '../../../shared/connectors/catalogue/define-connector.ts';
import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { createStory, type Story } from '../approvals/approval-story.ts';
import { contracts } from './contracts-connector.ts';

const guide = readFileSync(new URL('../../../docs/extend.md', import.meta.url), 'utf8');

/** The code blocks of the guide in one language. */
function blocks(language: string): readonly string[] {
  return [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code);
}

const workflow = parse(blocks('yaml')[0] ?? '') as WorkflowDefinition;
const users = [{ userId: 'clerk', approverId: 'boss' }, { userId: 'boss' }];

let story: Story | undefined;
afterEach(() => story?.close());

async function renewal(owner?: string): Promise<Story> {
  story = await createStory({ users, workflows: [workflow], connectors: [contracts] });
  const fields = { endDate: '2026-06-30', ...(owner !== undefined && { owner }) };
  await story.tell('contract.renewalDue', { user: 'clerk', fields });
  return story;
}

describe('the guide to extending', () => {
  it('shows the very code that is tested here', () => {
    const code = readFileSync(new URL('./contracts-connector.ts', import.meta.url), 'utf8');
    expect(blocks('ts')[0]).toBe(code.replaceAll("'../../../shared/", "'../../"));
  });

  it('adds an event on which a workflow starts, and responses that are carried out', async () => {
    const { commands, decide, mails, world, runs } = await renewal('boss');
    expect(mails()).toContain('boss: Contract R1');
    await decide('boss', 'approve');
    expect(commands()).toEqual(['contract.extend']);
    expect(world.source.done[0]).toMatchObject({ values: { months: 12 } });
    expect(runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('fails for good with the reason that the response gives', async () => {
    const { runs, commands } = await renewal();
    expect(runs()).toMatchObject([{ status: 'failed', error: { message: expect.stringContaining('"owner"') } }]);
    expect(commands()).toEqual([]);
  });

  it('refuses options that do not fit when the workflow is enabled', async () => {
    const bad = JSON.parse(JSON.stringify(workflow).replace('"months":12', '"months":0'));
    await expect(createStory({ users, workflows: [bad], connectors: [contracts] })).rejects.toThrow('bad-option');
  });
});

describe('a connector that is not well made', () => {
  const about = { name: 'x', title: '', description: '' };
  const [action] = contracts.actions;

  it.each([
    ['two actions of one name', { ...about, actions: action ? [action, action] : [] }],
    ['a name with blanks', { ...about, name: 'my things', actions: [] }],
    ['an event without a verb', { ...about, events: [{ type: 'contract', title: '' }], actions: [] }],
  ])('is refused: %s', (_title, connector) => {
    expect(() => defineConnector(connector)).toThrow(ConnectorFaultError);
  });
});
