/** Who may import whom (docs/decisions/layout.md). Each room names the rooms it may look into, beside itself. */
export const IMPORT_TABLE: Readonly<Record<string, readonly string[]>> = {
  'shared/domain': [],
  'shared/ports': ['shared/domain'],
  'shared/contracts': ['shared/domain'],
  'shared/repositories': ['shared/domain', 'shared/ports'],
  'shared/usecases': ['shared/domain', 'shared/ports', 'shared/contracts', 'shared/repositories'],
  'shared/connectors': ['shared/domain', 'shared/ports', 'shared/contracts', 'shared/repositories', 'shared/usecases'],
  'shared/adapters': ['shared/domain', 'shared/ports'],
  'shared/middleware': ['shared/domain', 'shared/ports', 'shared/contracts', 'shared/repositories', 'shared/usecases'],
  'shared/pages': ['shared/domain', 'shared/contracts'],
  functions: [
    'shared/domain',
    'shared/ports',
    'shared/contracts',
    'shared/repositories',
    'shared/usecases',
    'shared/connectors',
    'shared/middleware',
    'shared/pages',
    'statemachines',
  ],
  'functions/*/index.ts': ['functions', 'shared/adapters'],
  statemachines: ['shared/domain', 'shared/contracts'],
  stacks: ['functions'],
  local: [
    'shared/domain',
    'shared/ports',
    'shared/contracts',
    'shared/repositories',
    'shared/usecases',
    'shared/connectors',
    'shared/adapters',
    'shared/middleware',
    'shared/pages',
    'functions',
    'statemachines',
    'examples',
  ],
  cli: [
    'shared/domain',
    'shared/ports',
    'shared/contracts',
    'shared/usecases',
    'shared/connectors',
    'shared/adapters',
    'statemachines',
  ],
  examples: [],
  docs: ['shared/connectors', 'shared/contracts', 'shared/domain'],
  bench: [
    'shared/domain',
    'shared/ports',
    'shared/contracts',
    'shared/repositories',
    'shared/usecases',
    'shared/adapters',
    'local',
    'statemachines',
    'functions',
    'stacks',
  ],
};

/** The room of a file, by the longest matching name. The entry of a function is a room of its own: only it knows adapters. */
export function roomOf(file: string): string | undefined {
  if (/^functions\/[^/]+\/index\.ts$/.test(file)) return 'functions/*/index.ts';
  return Object.keys(IMPORT_TABLE)
    .filter((room) => file.startsWith(`${room}/`))
    .sort((left, right) => right.length - left.length)[0];
}
