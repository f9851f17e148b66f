/** The kinds of changes of a field that rules ask about, by Business Central's number of the operator. */
export const CHANGE_OPERATORS = ['increased', 'decreased', 'changed'] as const;
