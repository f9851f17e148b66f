/** The name of the error by which a compiled machine learns that it has to wait for the source's report. */
export const COMMAND_ACCEPTED = 'CommandAccepted';

/** What a command that its source has accepted will do to the record: the status before it, as we knew it, and after it, where it sets one. */
export interface AcceptedCommand {
  readonly status?: { readonly before?: string; readonly after: string };
}
