/** The only source of randomness: ids, secrets and jitter come from here so that a test can replay them. */
export interface IdSource {
  /** A new id, unique and sortable by time of creation (letters, digits and `-` only, at most 36 characters). */
  newId(): string;
  /** `bytes` unguessable bytes as unpadded base64url, for link tokens and secrets. */
  newSecret(bytes: number): string;
  /** A number in [0, 1) for jitter. Not for secrets. */
  random(): number;
}
