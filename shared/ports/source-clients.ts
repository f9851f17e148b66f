/** Issues the client credentials with which a source gets its own token (OAuth 2.0 client credentials grant). */
export interface SourceClients {
  /** A new client whose tokens have the subject `clientId`. The secret is shown once and never again. */
  create(company: string, source: string): Promise<{ clientId: string; clientSecret: string }>;
  /** Tokens are refused from now on. No error when there is none. */
  remove(clientId: string): Promise<void>;
}
