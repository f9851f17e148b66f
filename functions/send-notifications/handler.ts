import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import { parseNotification } from '../../shared/contracts/notification-message.ts';
import { queueBatch } from '../../shared/middleware/queue-batch.ts';
import { approvalEndedMail, approvalRequestedMail } from '../../shared/pages/mail/approval-mails.ts';
import { plainMail, requestRefusedMail, runFailedMail, runParkedMail } from '../../shared/pages/mail/run-mails.ts';
import { taskMail } from '../../shared/pages/mail/task-mail.ts';
import type { Ports, Settings } from '../../shared/ports/ports.ts';
import { type MailWords, sendNotification } from '../../shared/usecases/send-notification.ts';

type Dependencies = Pick<Ports, 'store' | 'blobs' | 'mailer' | 'clock' | 'ids' | 'log'> & {
  readonly settings: Pick<Settings, 'publicBaseUrl'>;
};

const words: MailWords = {
  approvalRequested: approvalRequestedMail,
  approvalEnded: approvalEndedMail,
  taskGiven: taskMail,
  runParked: runParkedMail,
  runFailed: runFailedMail,
  requestRefused: requestRefusedMail,
  plain: plainMail,
};

/** Fed by the notification queue. A mail that can not be sent now comes again; the mailer knows it by its notification's id. */
export function makeHandler(dependencies: Dependencies) {
  const batch = queueBatch({
    log: dependencies.log,
    handle: (body) => sendNotification({ ...dependencies, words }, parseNotification(body)),
  });
  return middy<SQSEvent>().handler((event) => batch(event));
}
