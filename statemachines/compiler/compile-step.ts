import type { Place } from './assembly.ts';
import { compileAsk } from './compile-ask.ts';
import { compileDo } from './compile-do.ts';
import { compileForEach } from './compile-for-each.ts';
import { compileGoto } from './compile-goto.ts';
import { compileIf } from './compile-if.ts';
import { compileParallel } from './compile-parallel.ts';
import { compileRespond } from './compile-respond.ts';
import { compileRun } from './compile-run.ts';
import { compileSet } from './compile-set.ts';
import { compileStop } from './compile-stop.ts';
import { compileSwitch } from './compile-switch.ts';
import { compileTry } from './compile-try.ts';
import { compileWait } from './compile-wait.ts';
import { compileWhen } from './compile-when.ts';
import type { PlannedStep } from './plan-steps.ts';

/** Adds the states of one step. */
export function compileStep(planned: PlannedStep, place: Place): void {
  const { step } = planned;
  if ('do' in step) compileDo(planned, step, place);
  else if ('when' in step) compileWhen(planned, step, place);
  else if ('approve' in step || 'task' in step) compileAsk(planned, step, place);
  else if ('if' in step) compileIf(planned, step, place);
  else if ('switch' in step) compileSwitch(planned, step, place);
  else if ('forEach' in step) compileForEach(planned, step, place);
  else if ('parallel' in step) compileParallel(planned, step, place);
  else if ('wait' in step) compileWait(planned, step, place);
  else if ('try' in step) compileTry(planned, step, place);
  else if ('set' in step) compileSet(planned, step, place);
  else if ('respond' in step) compileRespond(planned, step, place);
  else if ('run' in step) compileRun(planned, step, place);
  else if ('goto' in step) compileGoto(planned, step, place);
  else if ('stop' in step) compileStop(planned, step, place.assembly);
}
