import { createConsoleLog, logLevelOf } from '../console-log.ts';
import { tellConnectedWalkthrough } from './connected-walkthrough.ts';
import { tellPlainWalkthrough } from './plain-walkthrough.ts';
import { createStepPrinter } from './step-printer.ts';

/**
 * `npm run walkthrough`: the purchase order's whole way, each step with its time. Against a fresh runtime, or with `--connected` as it is deployed,
 * between endpoints that stand for AWS. Ends with 1 when a step fails.
 */

const step = createStepPrinter(console.log, () => performance.now());
const log = createConsoleLog(logLevelOf(process.env.LOG_LEVEL ?? 'error'), Date.now);
const flags = process.argv.slice(2);
const hasPassed = flags.includes('--connected')
  ? await tellConnectedWalkthrough({ step, log, flags })
  : await tellPlainWalkthrough({ step, log });
if (!hasPassed) process.exitCode = 1;
