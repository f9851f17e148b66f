/** Quotas of Step Functions standard workflows. */
export const MAX_PAYLOAD_BYTES = 262_144;
/** All variables that a state can see, in UTF-8. */
export const MAX_VARIABLES_BYTES = 10_485_760;
export const MAX_HISTORY_EVENTS = 25_000;
export const MAX_DEFINITION_BYTES = 1_048_576;
export const MAX_EXECUTION_SECONDS = 31_536_000;
/** Largest number of seconds that a field of a definition may hold. */
export const MAX_SECONDS = 99_999_999;
/** Longest texts of a failure, in characters. */
export const MAX_ERROR_LENGTH = 256;
export const MAX_CAUSE_LENGTH = 32_768;
/** Names of executions that ended are not given again for this long, and what is known of them is kept so long. */
export const NAME_MEMORY_MILLISECONDS = 90 * 24 * 3_600_000;
/** A failed execution can be redriven this long. */
export const REDRIVE_MILLISECONDS = 14 * 24 * 3_600_000;
