import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { FunctionDeclaration } from '../../functions/function-declaration.ts';

/** What a container needed before its first event. */
export interface Initialisation {
  /** From the first import to a handler that can be called. */
  readonly milliseconds: number;
  /** Of it, what the processor worked: the same on a busy machine, and more by the clock where Lambda gives less of a processor. */
  readonly processorMilliseconds: number;
  readonly residentMegabytes: number;
  /** Whether Lambda could call what was loaded. */
  readonly hasHandler: boolean;
}

const SCRIPT = `
const { argv, stdout, memoryUsage, cpuUsage } = process;
const before = performance.now();
const worked = cpuUsage();
const { handler } = await import(argv[1]);
const milliseconds = performance.now() - before;
const { user, system } = cpuUsage(worked);
const processorMilliseconds = (user + system) / 1_000;
const hasHandler = typeof handler === 'function' && handler.length <= 2;
stdout.write(JSON.stringify({ milliseconds, processorMilliseconds, residentMegabytes: memoryUsage.rss() / 2 ** 20, hasHandler }), () => process.exit());`;

const run = promisify(execFile);

/** Loads the bundle of a function as Lambda does: in a fresh process, with the environment that it declares and no other. @throws when it complains */
export async function initialiseOnce(file: string, { environment }: FunctionDeclaration): Promise<Initialisation> {
  const env = {
    PATH: process.env.PATH,
    AWS_REGION: 'eu-west-1',
    ...Object.fromEntries(environment.map((name) => [name, `https://example.com/${name.toLowerCase()}`])),
  };
  const words = ['--input-type=module', '-e', SCRIPT, pathToFileURL(file).href];
  const { stdout, stderr } = await run(process.execPath, words, { env });
  if (stderr !== '') throw new Error(`Loading ${file} wrote: ${stderr}`);
  return JSON.parse(stdout);
}
