import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A system of record outside the killed process: takes each command once by its id, and remembers everything. */
export interface OrderSource {
  readonly commandUrl: string;
  /** Different commands that came for an order, as `type` by command id. */
  commandsFor(order: string): readonly string[];
  close(): Promise<void>;
}

/** Starts it on a free port. */
export async function startOrderSource(): Promise<OrderSource> {
  const commands = new Map<string, { type: string; order: string }>();
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        const { id, type, record } = JSON.parse(body);
        commands.set(id, { type, order: record.id });
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no address.');
  return {
    commandUrl: `http://127.0.0.1:${address.port}/commands`,
    commandsFor: (order) => [...commands.values()].filter((one) => one.order === order).map(({ type }) => type),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
