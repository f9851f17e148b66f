import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import type { DoStep } from '../../../shared/domain/workflow/definition.ts';
import { type Course, courseOf, ERROR_OF } from './course.ts';
import { evaluate, StepFailure } from './evaluate.ts';
import { countStep, type Standing } from './standing.ts';
import { answerOf, recordView } from './story.ts';

/**
 * An action, tried as often as the step says. A command that is refused, or of which nothing is heard, stands still until somebody has it sent
 * again; where something around catches what fails, it fails.
 */
export async function interpretDo(step: DoStep, { variables, world, tried }: Standing): Promise<void> {
  const options = (await evaluate({ ...step.with }, variables)) as JsonObject;
  const keep = (result: Json): void => {
    if (step.id !== undefined) variables[step.id] = result;
  };
  const tries = 1 + (step.retry?.attempts ?? 0);
  let made = 0;
  const call = (): Course => {
    made += 1;
    world.calls.push({ step: step.id ?? '', action: step.do, options });
    return courseOf(options, made);
  };
  for (;;) {
    let course = call();
    for (let attempt = 2; attempt <= tries && isTriedAgain(course); attempt += 1) course = call();
    if (course.kind === 'done') return keep(answerOf(step.do, options));
    if (course.kind === 'accepted') {
      variables.record = recordView({ amount: course.amount });
      return keep({ branch: 'completed' });
    }
    const standsStill = course.kind === 'refused' || course.kind === 'silent';
    if (tried || !standsStill) throw new StepFailure(ERROR_OF[course.kind], 'as told');
    countStep(world);
  }
}

function isTriedAgain({ kind }: Course): boolean {
  return kind === 'slow' || kind === 'failed' || kind === 'refused';
}
