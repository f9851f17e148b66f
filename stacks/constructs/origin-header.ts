/** The header in which the front door proves itself. The authorizer reads the same name; a test compares them. */
export const ORIGIN_HEADER = 'x-werkstroom-origin';
