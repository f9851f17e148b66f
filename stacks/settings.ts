import type { Node } from 'constructs';
import * as z from 'zod';

/** What differs between one deployment and another. All of it comes from CDK's context: `--context stage=prod`. */
export interface Settings {
  /** Part of the name of every stack. */
  readonly stage: string;
  readonly region: string;
  /** Where absent, the account of whoever deploys. */
  readonly account?: string;
  /** Our own name on the internet; without it, CloudFront's. */
  readonly domain?: DomainSettings;
  /** The table that a restore made, which takes the place of the one that was lost. */
  readonly restoredTable?: string;
  readonly mail: MailSettings;
  /** People may also sign in with an issuer of their own organisation. */
  readonly otherIssuer?: { readonly issuer: string; readonly audience: string };
  /** First part of the sign-in page's host name, unique in the region. */
  readonly signInPrefix?: string;
  /** How many events a company may send within five minutes, so that companies do not crowd each other out. */
  readonly ingestQuota: number;
  /** Gets a mail when an alarm goes off. */
  readonly alarmEmail?: string;
  readonly logRetentionDays: number;
  /** Data goes with the stacks. Never where anybody works. */
  readonly disposable: boolean;
  /** Generations of the secret between front door and API. The first is sent, all are accepted. */
  readonly originSecrets: readonly string[];
}

/** A domain with either a certificate that exists, or the hosted zone in which we prove that it is ours. */
export interface DomainSettings {
  readonly name: string;
  readonly certificateArn?: string;
  readonly hostedZone?: { readonly id: string; readonly name: string };
}

/** Who sends the mails. */
export interface MailSettings {
  readonly from: string;
  /** The address or domain that SES has verified. */
  readonly identity: string;
  /** False where somebody else keeps the identity. */
  readonly createIdentity: boolean;
}

/** What CloudWatch offers, up to ten years. */
const LOG_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const text = z.string().min(1).optional();
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

const context = z
  .object({
    stage: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,14}$/, 'is a short name of small letters, digits and "-"')
      .default('dev'),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is the name of an AWS region')
      .default('eu-west-1'),
    account: z
      .string()
      .regex(/^\d{12}$/, 'has twelve digits')
      .optional(),
    domainName: text,
    certificateArn: z
      .string()
      .regex(/^arn:aws:acm:us-east-1:/, 'is the ARN of a certificate in us-east-1, where CloudFront looks')
      .optional(),
    hostedZoneId: text,
    hostedZoneName: text,
    restoredTable: z
      .string()
      .regex(/^[\w.-]{3,255}$/, 'is the name of a table')
      .optional(),
    mailFrom: z.email().default('werkstroom@example.com'),
    mailIdentity: text,
    createMailIdentity: flag.default(true),
    tokenIssuer: z.url({ protocol: /^https$/ }).optional(),
    tokenAudience: text,
    signInPrefix: text,
    ingestQuota: z.coerce.number().int().min(1_000, 'is at least 1000').default(150_000),
    alarmEmail: z.email().optional(),
    logRetentionDays: z.coerce
      .number()
      .refine((days) => LOG_DAYS.includes(days), { message: `is one of ${LOG_DAYS.join(', ')}` })
      .default(90),
    disposable: flag.default(false),
    originSecrets: z
      .string()
      .regex(/^[A-Za-z0-9]+(,[A-Za-z0-9]+)*$/, 'is a list of names separated by commas')
      .default('1'),
  })
  .refine((read) => (read.tokenIssuer === undefined) === (read.tokenAudience === undefined), {
    message: 'tokenIssuer and tokenAudience come together',
  })
  .refine(({ domainName, certificateArn, hostedZoneId }) => !domainName || certificateArn || hostedZoneId, {
    message: 'domainName needs a certificateArn, or hostedZoneId and hostedZoneName',
  })
  .refine(({ hostedZoneId, hostedZoneName }) => (hostedZoneId === undefined) === (hostedZoneName === undefined), {
    message: 'hostedZoneId and hostedZoneName come together',
  });

/** What the context may say. */
export const SETTING_NAMES: readonly string[] = Object.keys(context.shape);

type Context = z.output<typeof context>;

/** Reads and checks the context. @throws InvalidContextError which names every fault at once. */
export function readSettings(node: Node): Settings {
  const given = SETTING_NAMES.flatMap((name) => {
    const value: unknown = node.tryGetContext(name);
    return value === undefined ? [] : [[name, value]];
  });
  const read = context.safeParse(Object.fromEntries(given));
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.join('.') || 'context'}: ${message}`);
    throw new InvalidContextError(`The context can not be used.\n  ${faults.join('\n  ')}`);
  }
  return settingsOf(read.data);
}

function settingsOf(read: Context): Settings {
  const { stage, region, account, signInPrefix, alarmEmail, logRetentionDays, disposable, ingestQuota } = read;
  const domain = domainOf(read);
  return {
    stage,
    region,
    logRetentionDays,
    disposable,
    ingestQuota,
    originSecrets: read.originSecrets.split(','),
    mail: {
      from: read.mailFrom,
      identity: read.mailIdentity ?? read.mailFrom,
      createIdentity: read.createMailIdentity,
    },
    ...(account !== undefined && { account }),
    ...(read.restoredTable !== undefined && { restoredTable: read.restoredTable }),
    ...(signInPrefix !== undefined && { signInPrefix }),
    ...(alarmEmail !== undefined && { alarmEmail }),
    ...(domain && { domain }),
    ...(read.tokenIssuer !== undefined &&
      read.tokenAudience !== undefined && {
        otherIssuer: { issuer: read.tokenIssuer, audience: read.tokenAudience },
      }),
  };
}

function domainOf({ domainName, certificateArn, hostedZoneId, hostedZoneName }: Context): DomainSettings | undefined {
  if (domainName === undefined) return undefined;
  return {
    name: domainName,
    ...(certificateArn !== undefined && { certificateArn }),
    ...(hostedZoneId !== undefined &&
      hostedZoneName !== undefined && { hostedZone: { id: hostedZoneId, name: hostedZoneName } }),
  };
}

/** The context that CDK was given does not describe a deployment. */
export class InvalidContextError extends Error {
  override readonly name = 'InvalidContextError';
}
