import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSesClient } from '../../../shared/adapters/ses/ses-client.ts';
import { createSesMailer } from '../../../shared/adapters/ses/ses-mailer.ts';
import type { Mailer, OutgoingMail } from '../../../shared/ports/mailer.ts';
import { mailerContract } from '../../contract/mailer.contract.ts';
import { fakeEndpoint } from '../../support/aws/fake-endpoint.ts';
import { type FakeSes, type SentMail, startFakeSes } from '../../support/aws/fake-ses.ts';

const FROM = 'Werkstroom <flow@cronus.example>';
const REFUSED = 'nobody@cronus.example';

mailerContract('SES', async () => {
  const service = await startFakeSes(REFUSED);
  const client = createSesClient(fakeEndpoint(service.url));
  return {
    mailer: createSesMailer({ client, from: FROM }),
    arrived: async () => latest(service.mails).map(({ to, subject, text, html }) => ({ to, subject, text, html })),
    refusedAddress: REFUSED,
    async dispose() {
      client.destroy();
      await service.close();
    },
  };
});

/** What a program shows that tells mails apart by the header that names them. */
function latest(mails: readonly SentMail[]): readonly SentMail[] {
  const nameOf = ({ headers }: SentMail) => headers['X-Werkstroom-Mail'];
  return mails.filter((mail, n) => !mails.slice(n + 1).some((later) => nameOf(later) === nameOf(mail)));
}

describe('errors of SES', () => {
  let service: FakeSes;
  let mailer: Mailer;
  beforeEach(async () => {
    service = await startFakeSes(REFUSED);
    mailer = createSesMailer({ client: createSesClient({ ...fakeEndpoint(service.url), maxAttempts: 1 }), from: FROM });
  });
  afterEach(() => service.close());
  const mail: OutgoingMail = {
    to: 'manager@cronus.example',
    subject: 'Waiting',
    text: 'Text',
    html: '<p>HTML</p>',
    idempotencyKey: 'k',
    company: 'cronus',
  };

  it.each([
    ['BadRequestException', 400, 'MailRefusedError'],
    ['MessageRejected', 400, 'MailRefusedError'],
    ['MailFromDomainNotVerifiedException', 400, 'MailRefusedError'],
    ['TooManyRequestsException', 429, 'ThrottledError'],
    ['LimitExceededException', 400, 'ThrottledError'],
    ['AccountSuspendedException', 400, 'AccountSuspendedException'],
    ['SendingPausedException', 400, 'SendingPausedException'],
  ])('tells of %s (%i) as %s', async (code, status, name) => {
    service.failNext(code, { status });
    await expect(mailer.send(mail)).rejects.toMatchObject({ name });
  });

  it('sends from the sender of the installation, whatever stands in the mail', async () => {
    await mailer.send({ ...mail, subject: 'Waiting\r\nBcc: everybody@cronus.example' });
    expect(service.mails[0]?.from).toBe(FROM);
    expect(Object.keys(service.mails[0]?.headers ?? {})).toEqual(['X-Werkstroom-Mail']);
  });
});
