import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IMPORT_TABLE, roomOf } from './import-table.ts';
import { imports, sourceFiles } from './source-files.ts';

const all = imports();
const inside = all.filter(({ to }) => roomOf(to) !== undefined);

describe('the import table', () => {
  it('knows the room of every file', () => {
    expect(sourceFiles().filter((file) => roomOf(file) === undefined)).toEqual([]);
    expect(inside.length).toBeGreaterThan(100);
  });

  it.each(Object.keys(IMPORT_TABLE))('%s imports only from the rooms that it may', (room) => {
    const allowed = [room, ...(IMPORT_TABLE[room] ?? [])];
    const strangers = inside.filter(({ from, to }) => roomOf(from) === room && !allowed.includes(roomOf(to) ?? ''));

    expect(strangers.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('keeps the pure rooms free of packages', () => {
    const pure = ['shared/domain', 'shared/ports', 'shared/repositories'];
    const packages = all.filter(({ from, to }) => pure.includes(roomOf(from) ?? '') && roomOf(to) === undefined);

    expect(
      packages.map(({ from, to }) => `${from} -> ${to}`).filter((line) => !line.endsWith('-> node:crypto')),
    ).toEqual([]);
  });

  it('keeps local composition out of deployed code', () => {
    const leaks = inside.filter(
      ({ from, to }) => !['local', 'bench'].includes(roomOf(from) ?? '') && roomOf(to) === 'local',
    );

    expect(leaks).toEqual([]);
  });

  it('has no entry file imported by anybody', () => {
    expect(all.filter(({ to }) => /^functions\/[^/]+\/index\.ts$/.test(to))).toEqual([]);
  });

  it('keeps AWS to the adapters, each service in one folder', () => {
    const sdk = all.filter(({ to }) => to.startsWith('@aws-sdk/') || to.startsWith('@smithy/'));
    expect(sdk.filter(({ from }) => !from.startsWith('shared/adapters/')).map(({ from }) => from)).toEqual([]);
    const services = Map.groupBy(sdk, ({ from }) => from.split('/').slice(0, 3).join('/'));
    for (const [folder, uses] of services) expect(new Set(uses.map(({ to }) => to)).size, folder).toBe(1);
    expect(services.size).toBeGreaterThan(5);
  });

  it('decides nothing in the entry of a function', () => {
    const entries = sourceFiles().filter((file) => roomOf(file) === 'functions/*/index.ts');
    const deciding = entries.filter((file) => /\bif\b|\bswitch\b| \? |&&|\|\||\?\?/.test(readFileSync(file, 'utf8')));
    expect(deciding).toEqual([]);
    expect(entries).toHaveLength(readdirSync('functions').filter((name) => !name.endsWith('.ts')).length);
  });

  it('shows the stacks nothing of a function but its declaration', () => {
    const seen = inside.filter(({ from, to }) => roomOf(from) === 'stacks' && roomOf(to) !== 'stacks');
    expect(seen.filter(({ to }) => !/^functions\/([^/]+\/function|function-declaration)\.ts$/.test(to))).toEqual([]);
    expect(seen.length).toBeGreaterThan(10);
  });

  it('has no cycle, not of types alone either', () => {
    expect(cycle(inside)).toEqual([]);
  });
});

/** The files of one cycle of imports, or none. */
function cycle(edges: readonly { from: string; to: string }[]): readonly string[] {
  const targets = Map.groupBy(edges, ({ from }) => from);
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const { to } of targets.get(file) ?? []) {
      const found = walk(to, [...path, file]);
      if (found.length > 0) return found;
    }
    done.add(file);
    return [];
  };
  for (const file of targets.keys()) {
    const found = walk(file, []);
    if (found.length > 0) return found;
  }
  return [];
}
