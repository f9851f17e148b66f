import { CreateEmailIdentityCommand, DeleteEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2';

/** Makes an address known to SES as a sender; the real one then asks its owner. For tests and trials. @returns what forgets it. */
export async function createSender(client: SESv2Client, address: string): Promise<() => Promise<void>> {
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: address }));
  return async () => {
    await client.send(new DeleteEmailIdentityCommand({ EmailIdentity: address }));
  };
}
