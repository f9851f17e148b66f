import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm test`: types, lint and every suite, in this order, all of them whatever fails. The last line counts. */

const folder = mkdtempSync(join(tmpdir(), 'werkstroom-test-'));
const report = join(folder, 'vitest.json');
let passed = 0;
let failed = 0;

for (const [title, command, ...args] of [
  ['types', 'tsc', '-p', '.'],
  ['lint', 'biome', 'ci', '.'],
] as const) {
  const ok = run(title, command, args);
  passed += Number(ok);
  failed += Number(!ok);
}
run('suites', 'vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
const suites = readReport();
passed += suites.passed;
failed += suites.failed;
rmSync(folder, { recursive: true });

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function run(title: string, command: string, args: readonly string[]): boolean {
  console.log(`\n=== ${title}: ${command} ${args.join(' ')}`);
  const { status, error } = spawnSync(command, [...args], { stdio: 'inherit' });
  if (error) console.error(error.message);
  return status === 0;
}

/** Without a report, or with a suite that could not be loaded, something failed that no test counts. */
function readReport(): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, 'utf8'));
    const unseen = !success && numFailedTests === 0 ? 1 : 0;
    return { passed: numPassedTests, failed: numFailedTests + unseen };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
