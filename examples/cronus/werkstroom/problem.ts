import { z } from 'zod';

const problem = z.object({
  title: z.string().default(''),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string().optional(), detail: z.string() })).default([]),
});

/** What Werkstroom says is wrong (RFC 9457), with the faults of single fields. */
export function problemOf(answer: { status: number; body: unknown }): z.infer<typeof problem> & { text: string } {
  const read = problem.safeParse(answer.body);
  if (!read.success) return { title: '', errors: [], text: `Werkstroom answered with status ${answer.status}.` };
  return { ...read.data, text: read.data.detail ?? (read.data.title || `Status ${answer.status}`) };
}
