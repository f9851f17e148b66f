import { parseDocument, stringify } from 'yaml';
import * as z from 'zod';
import { yamlExcess } from '../../shared/contracts/yaml-excess.ts';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import { UsageError } from '../shell.ts';

const object: z.ZodType<JsonObject> = z.record(z.string(), z.json());
const named = z.object({ id: z.string().min(1), settings: object });

const workflow = z.strictObject({
  id: z.string().describe('Names its state machine; kept where nobody has it.'),
  code: z.string(),
  enabled: z.boolean(),
  archived: z.boolean(),
  /** As it is edited. */
  definition: object,
  /** As it runs, where it was edited since it was enabled. */
  published: object.exactOptional(),
});

const run = z.strictObject({
  id: z.string(),
  workflow: z.string(),
  status: z.string(),
  record: z.strictObject({ source: z.string(), entity: z.string(), id: z.string() }),
  startedAt: z.string(),
});

/** The first member of a document, and the number of its form. */
const MARK = 'werkstroomCompany';
const FORM = 1;

const companyDocument = z.strictObject({
  [MARK]: z.literal(FORM),
  company: z.string(),
  members: z.array(named),
  approvalUsers: z.array(named),
  userGroups: z.array(named),
  approvalPolicy: object,
  /** Without their secrets and clients. */
  sources: z.array(named),
  workflows: z.array(workflow),
  /** Those that could not be carried: their executions belong to the installation that began them. */
  openRuns: z.array(run),
});

/** Definitions and set-up of a company, as they go from one installation to another. */
export type CompanyDocument = z.output<typeof companyDocument>;
/** Something with a name of its own, and what an administrator says of it. */
export type NamedSettings = z.output<typeof named>;
export type WorkflowOfDocument = z.output<typeof workflow>;
export type RunOfDocument = z.output<typeof run>;

/** A document of the present form. */
export function companyDocumentOf(parts: Omit<CompanyDocument, typeof MARK>): CompanyDocument {
  return { [MARK]: FORM, ...parts };
}

/** A document as text, which {@link readCompanyDocument} reads. The same company is the same text. */
export function writeCompanyDocument(document: CompanyDocument, format: 'yaml' | 'json'): string {
  return format === 'json'
    ? `${JSON.stringify(document, null, 2)}\n`
    : stringify(document, { lineWidth: 120, aliasDuplicateObjects: false });
}

/**
 * The company that a text holds, or undefined where it holds something else: workflows, for example.
 *
 * @throws UsageError when it says that it is a company and has not the form of one.
 */
export function readCompanyDocument(text: string, file: string): CompanyDocument | undefined {
  const value = text.includes(MARK) ? valueOfYaml(text) : undefined;
  if (typeof value !== 'object' || value === null || !(MARK in value)) return undefined;
  const read = companyDocument.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `  /${path.join('/')}: ${message}`);
  throw new UsageError([`${file} is no company of this form:`, ...faults].join('\n'));
}

/** Undefined for what can not be read: whoever reads it for something else says why. */
function valueOfYaml(text: string): unknown {
  if (yamlExcess(text) !== undefined) return undefined;
  const parsed = parseDocument(text, { logLevel: 'silent' });
  try {
    return parsed.errors.length > 0 ? undefined : parsed.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}
