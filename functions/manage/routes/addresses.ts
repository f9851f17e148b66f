import type { Settings } from '../../../shared/ports/ports.ts';

type Base = Pick<Settings, 'publicBaseUrl'>;

/** Where the story of a run is told. */
export function runUrl(settings: Base, run: { company: string; id: string }): string {
  return `${companyUrl(settings, run.company)}/runs/${encodeURIComponent(run.id)}`;
}

/** Where it is told what became of an event. */
export function eventUrl(settings: Base, event: { company: string; source: string; id: string }): string {
  const source = encodeURIComponent(event.source);
  return `${companyUrl(settings, event.company)}/events/${encodeURIComponent(event.id)}?source=${source}`;
}

/** Where a source posts its events to. */
export function webhookUrl(settings: Base, source: { company: string; id: string }): string {
  return `${settings.publicBaseUrl}/webhooks/${encodeURIComponent(source.company)}/${encodeURIComponent(source.id)}`;
}

function companyUrl({ publicBaseUrl }: Base, company: string): string {
  return `${publicBaseUrl}/api/v1/companies/${encodeURIComponent(company)}`;
}
