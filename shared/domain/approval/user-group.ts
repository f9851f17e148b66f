/** A workflow user group (domain 4.2). */
export interface UserGroup {
  readonly company: string;
  /** At most 20 characters. */
  readonly code: string;
  readonly description?: string;
  readonly members: readonly GroupMember[];
  /** How many of a level it takes. Levels that are not named behave as in Business Central (domain 4.5). */
  readonly levels?: readonly LevelRule[];
}

export interface GroupMember {
  readonly userId: string;
  /** 1 or more. Equal numbers are one level; levels open in ascending order. */
  readonly sequence: number;
}

/**
 * `all` of a level, `any` one, or so many. Without a rule a level is Business Central's: the first approval opens the next level, and the
 * request is complete when everybody who was asked has approved.
 */
export type LevelNeeds = 'all' | 'any' | number;

export interface LevelRule {
  readonly sequence: number;
  readonly needs: LevelNeeds;
}
