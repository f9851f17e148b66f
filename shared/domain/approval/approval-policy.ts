/** What holds for all approvals of a company, where a workflow says nothing else. */
export interface ApprovalPolicy {
  readonly company: string;
  /** Default true, as in Business Central. */
  readonly requesterMayApprove?: boolean;
  /** Default false, as in Business Central. */
  readonly commentOnReject?: boolean;
  /** 1 Monday to 7 Sunday. Absent: every day counts, as in Business Central. */
  readonly workingDays?: readonly number[];
  /** `YYYY-MM-DD`. Not worked on, whatever day of the week. */
  readonly holidays?: readonly string[];
  /** What one unit of a foreign currency (ISO 4217 code) is worth in local currency. */
  readonly exchangeRates?: Readonly<Record<string, number>>;
}
