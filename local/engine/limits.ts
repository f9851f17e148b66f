/** Quotas of Step Functions standard workflows. */
export const MAX_PAYLOAD_BYTES = 262_144;
export const MAX_HISTORY_EVENTS = 25_000;
export const MAX_DEFINITION_BYTES = 1_048_576;
export const MAX_EXECUTION_SECONDS = 31_536_000;
/** Names of executions that ended are not given again for this long. */
export const NAME_MEMORY_MILLISECONDS = 90 * 24 * 3_600_000;
