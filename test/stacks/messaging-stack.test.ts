import { describe, expect, it } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../shared/ports/queue.ts';
import { DECLARATIONS, handlingSeconds } from '../../stacks/declarations.ts';
import { resourcesOf, synthesise } from './support/synthesised.ts';

const templates = synthesise();
const queues = resourcesOf(templates, 'AWS::SQS::Queue', 'messaging');
const queue = (start: string) => queues.find(({ id }) => id.startsWith(start))?.properties ?? {};

describe('queues', () => {
  it.each(['Events', 'Decisions'])('%s keep the order of a group, and groups do not wait for each other', (name) => {
    for (const id of [`${name}Queue`, `${name}DeadLetters`]) {
      expect(queue(id)).toMatchObject({
        FifoQueue: true,
        ContentBasedDeduplication: false,
        DeduplicationScope: 'messageGroup',
        FifoThroughputLimit: 'perMessageGroupId',
      });
    }
  });

  it('take messages as large as the port promises and keep them for two weeks', () => {
    for (const { id, properties } of queues) {
      expect(properties, id).toMatchObject({
        MaximumMessageSize: MAX_MESSAGE_BYTES,
        MessageRetentionPeriod: 14 * 24 * 3_600,
      });
    }
  });

  it.each([
    ['events', 'EventsQueue'],
    ['decisions', 'DecisionsQueue'],
    ['notifications', 'NotificationsQueue'],
  ])('hide a message of %s for six times what its function may take, and give up late', (name, id) => {
    expect(queue(id)).toMatchObject({
      VisibilityTimeout: handlingSeconds(name) * 6,
      RedrivePolicy: { maxReceiveCount: 100 },
    });
  });

  it('feed the functions that declare them, as they declare it', () => {
    const mappings = resourcesOf(templates, 'AWS::Lambda::EventSourceMapping').map(({ properties }) => properties);
    const declared = DECLARATIONS.flatMap(({ feeds }) => feeds.filter((feed) => feed.kind === 'queue'));
    expect(mappings).toHaveLength(declared.length);
    for (const { batchSize, maximumConcurrency } of declared) {
      expect(mappings).toContainEqual(
        expect.objectContaining({
          BatchSize: batchSize,
          ScalingConfig: { MaximumConcurrency: maximumConcurrency },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        }),
      );
    }
  });
});

describe('mail', () => {
  it('leaves encrypted only, and never again to who bounced', () => {
    expect(resourcesOf(templates, 'AWS::SES::ConfigurationSet')[0]?.properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  it('comes from a domain whose DNS records the outputs tell', () => {
    const own = synthesise({ mailFrom: 'approvals@example.com', mailIdentity: 'example.com' });
    expect(resourcesOf(own, 'AWS::SES::EmailIdentity')[0]?.properties.EmailIdentity).toBe('example.com');
    const outputs = Object.keys(own.find(({ part }) => part === 'messaging')?.outputs ?? {});
    expect(outputs.filter((name) => name.startsWith('MailDnsRecord'))).toHaveLength(3);
  });

  it('may come from an identity that somebody else keeps', () => {
    expect(resourcesOf(synthesise({ createMailIdentity: 'false' }), 'AWS::SES::EmailIdentity')).toEqual([]);
  });
});
