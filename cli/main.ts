import { writeFile } from 'node:fs/promises';
import { WorkerExpressionEvaluator } from '../shared/adapters/jsonata/worker-expression-evaluator.ts';
import { fileError, readTextFile } from './read-text-file.ts';
import { runCommand } from './run-command.ts';

const evaluator = new WorkerExpressionEvaluator();
process.exitCode = await runCommand(process.argv.slice(2), {
  say: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
  read: readTextFile,
  write: (file, text) =>
    writeFile(file, text).catch((error: unknown) => {
      throw fileError(`${file} can not be written`, error);
    }),
  environment: process.env,
  fetch,
  evaluate: (expression, bindings) => evaluator.evaluate(expression, bindings),
  // Loaded by who needs it: most commands never talk to AWS.
  openTable: async (table) => (await import('./open-table.ts')).openTable(table),
  // Needs the Node of this package, which has SQLite; the other commands run on older ones, too.
  copyDataFolder: async (from, to) => (await import('./copy-data-folder.ts')).copyDataFolder(from, to),
  now: Date.now,
});
await evaluator.close();
