import type { Server } from '../server.ts';
import type { CompanyDocument } from './company-document.ts';

/** What became of one part of a company. */
export interface ImportedPart {
  readonly part: 'member' | 'approvalUser' | 'userGroup' | 'approvalPolicy' | 'source' | 'workflow';
  readonly id: string;
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'refused';
  /** Why it was refused, or what remains to be done. */
  readonly notes: readonly string[];
  /** Of a source that is new: what it needs to send events and to call the API. Shown this once. */
  readonly credentials?: SourceCredentials;
}

/** How a new source gets in. */
export interface SourceCredentials {
  readonly webhookUrl: string;
  readonly secret: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How a company is imported. */
export interface ImportOptions {
  /** Nothing is changed; it is said what would be. */
  readonly dryRun: boolean;
  /** Workflows that were enabled are enabled here too. */
  readonly enable: boolean;
  /** Members sign in as they did: both installations accept tokens of the same issuer. */
  readonly signIns: boolean;
}

/** What the parts of an import are made with. */
export interface Import {
  readonly server: Server;
  readonly document: CompanyDocument;
  /** What is on the server before. */
  readonly there: CompanyDocument;
  readonly options: ImportOptions;
}
