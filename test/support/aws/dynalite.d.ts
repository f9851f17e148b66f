declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** A server that speaks DynamoDB's protocol and keeps its tables in memory. */
  export default function dynalite(options: { createTableMs?: number; deleteTableMs?: number }): Server;
}
