import { RefusedError } from '../changes/refused.ts';
import type { Request, Response } from '../http/exchange.ts';
import { type Flash, redirect, visitOf } from './visit.ts';

/** What was done, and where it is shown when that is another page than the one where the button stands. */
export type Done = Flash & { readonly to?: string };

/** Does what a button asks for and goes on to a page that says what came of it; back to where it was pressed when it was refused. */
export async function act(
  request: Request,
  back: string,
  work: (user: string) => Done | Promise<Done>,
): Promise<Response> {
  try {
    const { to = back, ...flash } = await work(visitOf(request).user);
    return redirect(to, flash);
  } catch (error) {
    return goBackRefused(back, error);
  }
}

/** Goes back with the reason of a refusal. @throws whatever else it was. */
export function goBackRefused(back: string, error: unknown): Response {
  if (error instanceof RefusedError) return redirect(back, { kind: 'bad', text: error.message });
  throw error;
}
