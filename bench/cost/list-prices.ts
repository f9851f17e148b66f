/**
 * AWS's list prices of us-east-1 in dollars, without any free tier, as of 2026-11. Sources: the services' pricing pages, and for SES and DynamoDB
 * what AWS announced (DynamoDB on demand: November 2024).
 */
export const PRICES = {
  stateTransition: 25e-6,
  lambdaRequest: 0.2e-6,
  /** Graviton. */
  lambdaGigabyteSecond: 13.3334e-6,
  tableWriteUnit: 0.625e-6,
  tableReadUnit: 0.125e-6,
  queueRequest: 0.5e-6,
  blobWrite: 5e-6,
  blobRead: 0.4e-6,
  mail: 100e-6,
  apiRequest: 1e-6,
  frontDoorRequest: 1e-6,
  firewallRequest: 0.6e-6,
  /** CloudWatch Logs, taken in. */
  logGigabyte: 0.5,
} as const;

/** What a stage costs in a month when nothing happens at all. */
export const FIXED_PER_MONTH = {
  'firewall and its four rules': 9,
  'alarms, by metric': 5.5,
  'metrics out of logs': 4.2,
  'polling of three queues': 0.9 * 3,
  'the sweep, every minute': 0.2,
  'origin secret and alarm key': 1.4,
} as const;
