import { knownFields } from '../../../shared/domain/record/record.ts';
import type { Settings } from '../../../shared/ports/ports.ts';
import { commentView } from '../../../shared/usecases/keep-comment.ts';
import type { RecordView } from '../../../shared/usecases/view-record.ts';
import { runUrl } from './addresses.ts';

/** A record as the API shows it. */
export function recordView(settings: Pick<Settings, 'publicBaseUrl'>, view: RecordView) {
  const { snapshot, lines, status, restriction, requests, runs } = view;
  const { commandedStatus: _, ...known } = snapshot;
  const { source, entity, id } = snapshot.key;
  return {
    snapshot: { ...known, source, entity, id, fields: knownFields(snapshot), ...(lines && { lines }) },
    status,
    ...(restriction && { restriction }),
    requests: requests.map(({ request, entries }) => ({
      ...request,
      entries: entries.map((entry) => ({ ...entry, comments: entry.comments.map(commentView) })),
    })),
    runs: runs.map(({ run, status: runStatus }) => ({
      id: run.id,
      url: runUrl(settings, run),
      workflow: run.workflow,
      status: runStatus,
      startedAt: run.startedAt,
      ...(run.endedAt !== undefined && { endedAt: run.endedAt }),
    })),
  };
}
