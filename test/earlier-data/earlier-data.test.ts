import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHAPTERS } from './chapters.ts';
import { readKept, unpackInto } from './kept-data.ts';
import { openStage, SOURCE, type Stage } from './stage.ts';

const NAMES = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));

it('data of an earlier day is kept', () => {
  expect(NAMES.length).toBeGreaterThan(0);
});

describe.each(NAMES)('the data %s', (name) => {
  const kept = readKept(join(import.meta.dirname, name));
  let folder: string;
  let stage: Stage;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'werkstroom-earlier-'));
    unpackInto(folder, kept);
    stage = await openStage(folder, kept.secret);
    const { commandUrl } = stage.source;
    await stage.as('admin', 'PUT', `/sources/${SOURCE}`, { kind: 'standard', commandUrl });
  });
  afterEach(async () => {
    await stage.close();
    rmSync(folder, { recursive: true });
  });

  it.each(kept.chapters)('goes on with the code of today: %s', { timeout: 120_000 }, async (chapter) => {
    const known = CHAPTERS[chapter];
    if (!known) throw new Error('chapters.ts does not know any more how it ends.');
    await known.end(stage);
    expect(stage.errors).toEqual([]);
  });
});
