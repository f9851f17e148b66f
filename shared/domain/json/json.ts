/** A value that JSON can carry. Everything that is stored, queued or handed to a state machine is one. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A JSON object. */
export type JsonObject = { [name: string]: Json };
