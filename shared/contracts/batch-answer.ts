/** What the handler of a queue answers: SQS's partial batch response, and two fields of ours that SQS ignores. */
export interface BatchAnswer {
  /** Messages to deliver again later. In a FIFO queue also all later ones of the same group. */
  readonly batchItemFailures: readonly BatchItem[];
  /** Of these, the ones that did not fail but met a service that asked to slow down: delivered again without counting. */
  readonly throttled?: readonly BatchItem[];
  /** Why a message failed, by message id. Becomes the reason of its dead letter, so it must hold no secret. */
  readonly reasons?: Readonly<Record<string, string>>;
}

/** Names a message of the batch by its `messageId`. */
export interface BatchItem {
  readonly itemIdentifier: string;
}
