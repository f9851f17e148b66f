/** Does a step, prints it with its time and what came of it, and hands the result on. */
export type Step = <Result>(
  title: string,
  work: () => Promise<Result>,
  tell?: (result: Result) => string,
) => Promise<Result>;

/** Numbers the steps. A step that fails is printed and ends the story. */
export function createStepPrinter(write: (line: string) => void, now: () => number): Step {
  let number = 0;
  return async (title, work, tell) => {
    number += 1;
    const startedAt = now();
    const line = (mark: string, detail: string): void => {
      const milliseconds = Math.round(now() - startedAt);
      write(`${mark} ${String(number).padStart(2)}  ${title}  (${milliseconds} ms)${detail}`);
    };
    try {
      const result = await work();
      line('ok', tell ? `\n        ${tell(result).replaceAll('\n', '\n        ')}` : '');
      return result;
    } catch (error) {
      line('FAILED', `\n        ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  };
}
