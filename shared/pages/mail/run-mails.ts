import type { RecordKey } from '../../domain/record/record.ts';
import type { Run } from '../../domain/run/run.ts';
import { recordWords } from '../words.ts';
import { type RenderedMail, renderMail } from './mail.ts';

const FOOTER = 'You get this mail because you asked for it or administrate this company.';

/** A run stands still: a command was refused, and somebody has to decide how it goes on. */
export function runParkedMail(run: Run, about: { message: string; url: string }): RenderedMail {
  const what = recordWords(run.record);
  return renderMail({
    subject: `Stands still: ${run.workflow} for ${what}`,
    language: 'en',
    headline: `${run.workflow} stands still`,
    paragraphs: [
      `What was decided about ${what} could not be carried out in its own system. It answered:`,
      about.message,
      'Remove the reason there. Then an administrator lets the run try again, or cancels it:',
      `POST ${about.url}/retry\nPOST ${about.url}/cancel`,
    ],
    facts: factsOf(run),
    footer: FOOTER,
  });
}

/** A run ended without success. What it had begun was undone. */
export function runFailedMail(run: Run, message: string): RenderedMail {
  const what = recordWords(run.record);
  const ended = run.status === 'cancelled' ? 'was cancelled' : 'has failed';
  return renderMail({
    subject: `${run.workflow} ${ended}: ${what}`,
    language: 'en',
    headline: `${run.workflow} ${ended}`,
    paragraphs: [
      `The workflow for ${what} did not come to its end:`,
      message,
      'Open requests were closed, the record was opened again. Mend the reason and ask again.',
    ],
    facts: factsOf(run),
    footer: FOOTER,
  });
}

/** A request came to nothing. */
export function requestRefusedMail(about: { record: string; reason: string }): RenderedMail {
  return renderMail({
    subject: `Not sent for approval: ${about.record}`,
    language: 'en',
    headline: 'Your request for approval was refused',
    paragraphs: [`${about.record} was not sent for approval:`, about.reason],
    footer: 'You get this mail because you asked for an approval.',
  });
}

/** A mail that the author of a workflow wrote. */
export function plainMail(content: { subject: string; text: string }): RenderedMail {
  return renderMail({
    subject: content.subject,
    language: 'en',
    headline: content.subject,
    paragraphs: [content.text],
    footer: 'Sent by a workflow.',
  });
}

function factsOf(run: Run): readonly (readonly [string, string])[] {
  const record: RecordKey = run.record;
  return [
    ['Workflow', `${run.workflow}, version ${run.version}`],
    ['Record', `${record.entity} ${record.id} of ${record.source}`],
    ['Run', run.id],
  ];
}
