import * as z from 'zod';
import { newName } from '../../shared/contracts/api/fields.ts';
import { timeZone } from '../../shared/contracts/locale-fields.ts';
import { createCompany } from '../../shared/usecases/create-company.ts';
import { type Arguments, EXIT, type Shell, UsageError } from '../shell.ts';

const OPTIONS = ['table', 'company', 'name', 'currency', 'time-zone', 'user', 'email', 'issuer', 'subject'] as const;

const wanted = z.object({
  table: z.string().min(1),
  company: newName,
  name: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/, 'It must be three capital letters, for example EUR.'),
  'time-zone': timeZone,
  user: newName,
  email: z.email(),
  issuer: z.string().min(1),
  subject: z.string().min(1),
});

/** Makes a company with its first administrator, straight in the table of a deployment: nobody is there yet whom the API would let in. */
export async function bootstrapCommand(shell: Shell, { options }: Arguments): Promise<number> {
  const { table, company, user, ...asked } = checked(options);
  const { store, clock, ids } = await shell.openTable(table);
  const made = await createCompany(
    { store, clock, ids },
    {
      company: { id: company, name: asked.name, localCurrency: asked.currency, timeZone: asked['time-zone'] },
      admin: { userId: user, email: asked.email, issuer: asked.issuer, subject: asked.subject },
    },
  );
  if (made === 'exists') {
    shell.complain(`${company} or ${user} is there already. Nothing was changed.`);
    return EXIT.refused;
  }
  shell.say(`${company} is there, and ${user} administers it.`);
  return EXIT.ok;
}

function checked(options: Arguments['options']): z.output<typeof wanted> {
  const read = wanted.safeParse(Object.fromEntries(OPTIONS.map((name) => [name, options[name] ?? ''])));
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  throw new UsageError(faults.join('\n'));
}
