import * as z from 'zod';

/** What every step may have. */
export const stepBase = {
  id: z
    .string()
    .exactOptional()
    .describe(
      'Names the step: its result is $id in expressions, and goto can go to it. A small letter, then letters and digits.',
    ),
  title: z.string().exactOptional().describe('What people read in the run and in the graph of the state machine.'),
};

/** Any value; texts in `{% %}` are evaluated. */
export const anyValue = z
  .json()
  .meta({ id: 'Value', description: 'Any value. A text {% ... %} is a JSONata expression, at any depth.' });

/** An ISO 8601 duration. */
export function duration(description: string) {
  return z.string().meta({ description, examples: ['P30D', 'PT4H', 'PT90S'] });
}
