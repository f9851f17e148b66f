/** A message to one person, made when something happened and worded when it is sent. */
export interface Notification {
  readonly company: string;
  /** Stable over retries: the mailer's idempotency key. */
  readonly id: string;
  /** Member who gets it, or a plain address for `email`. */
  readonly to: { readonly userId: string } | { readonly email: string };
  readonly content: NotificationContent;
  readonly createdAt: string;
}

export type NotificationContent =
  /** The approver is asked; sent only while the entry is open and still theirs. */
  | {
      readonly kind: 'approvalRequested';
      readonly entryId: string;
      readonly assignment: number;
      readonly delegatedBy?: string;
      /** Why the approver is asked again. Absent: it is the first time. */
      readonly occasion?: 'reminder' | 'overdue';
    }
  /** Somebody has something to do; sent only while the task is open. `occasion`: why they hear of it again. */
  | { readonly kind: 'taskGiven'; readonly taskId: string; readonly occasion?: 'reminder' | 'overdue' }
  /** The requester hears how it ended. */
  | {
      readonly kind: 'approvalEnded';
      readonly requestId: string;
      readonly outcome: 'approved' | 'rejected' | 'canceled';
      readonly by?: string;
      readonly comment?: string;
    }
  /** The run stands still until somebody decides (a refused command). */
  | { readonly kind: 'runParked'; readonly runId: string; readonly message: string }
  | { readonly kind: 'runFailed'; readonly runId: string; readonly message: string }
  /** A start that was asked for was refused. */
  | { readonly kind: 'requestRefused'; readonly eventId: string; readonly record: string; readonly reason: string }
  /** `email.send` of a flow. */
  | { readonly kind: 'email'; readonly subject: string; readonly text: string };
