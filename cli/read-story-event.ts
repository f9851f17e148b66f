import * as z from 'zod';
import { canonicalEvent } from '../shared/domain/event/business-central-events.ts';
import { entityOf, type StoredEvent } from '../shared/domain/event/event.ts';
import type { JsonObject } from '../shared/domain/json/json.ts';
import type { WorkflowDefinition } from '../shared/domain/workflow/definition.ts';
import { readJsonFile } from './read-json-file.ts';
import { FileError, type Shell } from './shell.ts';

const fields: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** An event as sources send it; of the record only the fields are needed. */
const writtenEvent = z.object({
  id: z.string().default('simulated'),
  type: z.string().optional(),
  time: z.string().optional(),
  user: z.string().optional(),
  record: z.object({ id: z.string().default('1'), fields, lines: z.array(fields).optional() }),
  previous: z.object({ fields }).optional(),
});

/** The event that a file holds, of the type that starts the workflow where it has none. @throws FileError */
export async function readStoryEvent(
  shell: Pick<Shell, 'read' | 'now'>,
  file: string,
  definition: WorkflowDefinition,
): Promise<StoredEvent> {
  const read = writtenEvent.safeParse(await readJsonFile(shell, file));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new FileError(`${file} is no event: /${issue?.path.join('/')}: ${issue?.message}`);
  }
  const { id, type = typeOf(definition), user, record, previous } = read.data;
  const time = read.data.time ?? new Date(shell.now()).toISOString();
  const where = { company: 'local', source: 'file' };
  return {
    event: {
      ...where,
      id,
      type,
      time,
      receivedAt: time,
      ...(user !== undefined && { user }),
      record: {
        ...where,
        entity: entityOf(type),
        id: record.id,
        fields: record.fields,
        ...(record.lines && { lines: record.lines }),
      },
    },
    sequence: 0,
    status: 'received',
    ...(previous && { previousFields: previous.fields }),
  };
}

function typeOf({ on }: WorkflowDefinition): string {
  if ('event' in on) return canonicalEvent(on.event);
  return 'instant' in on ? `${on.instant.entity}.automate` : 'schedule.due';
}
