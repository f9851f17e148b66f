import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionDeclaration } from '../functions/function-declaration.ts';
import { createMailSender, type MailSender } from './constructs/mail-identity.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import { WerkstroomStack, type WerkstroomStackProps } from './werkstroom-stack.ts';

/** The names of the queues, as functions declare them. */
export type QueueName = Extract<FunctionDeclaration['feeds'][number], { kind: 'queue' }>['queue'];

/** What is on its way: events, decisions, notifications, mails. */
export class MessagingStack extends WerkstroomStack {
  readonly queues: Readonly<Record<QueueName, WorkQueue>>;
  readonly mail: MailSender;

  constructor(
    scope: Construct,
    props: WerkstroomStackProps & {
      /** The timeouts of the functions that the queues feed. */
      readonly handledWithinSeconds: Readonly<Record<QueueName, number>>;
    },
  ) {
    super(scope, 'messaging', { ...props, description: 'queues and mail' });
    const { events, decisions, notifications } = props.handledWithinSeconds;
    const { disposable } = this.settings;
    this.queues = {
      events: new WorkQueue(this, 'Events', { inOrder: true, handledWithinSeconds: events, disposable }),
      decisions: new WorkQueue(this, 'Decisions', { inOrder: true, handledWithinSeconds: decisions, disposable }),
      notifications: new WorkQueue(this, 'Notifications', {
        inOrder: false,
        handledWithinSeconds: notifications,
        disposable,
      }),
    };
    this.mail = createMailSender(this, this.settings.mail);
    for (const [name, { deadLetters }] of Object.entries(this.queues)) {
      new CfnOutput(this, `DeadLettersOf-${name}`, { value: deadLetters.queueUrl });
    }
  }
}
