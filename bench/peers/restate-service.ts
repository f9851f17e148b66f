import { importPeer } from './import-peer.ts';

/** What the peer runs: the condition, and one step that is kept. Arguments: the folder of the peer, and a port. */

interface Context {
  run(name: string, work: () => Promise<unknown>): Promise<unknown>;
}

interface Sdk {
  service(definition: object): object;
  serve(options: { services: readonly object[]; port: number }): Promise<unknown>;
}

const [folder = '', port = ''] = process.argv.slice(2);
const { service, serve } = await importPeer<Sdk>(folder, '@restatedev/restate-sdk');
const orders = service({
  name: 'orders',
  handlers: {
    modified: async (context: Context, order: { id: string; amount: number }) => {
      if (order.amount > 100) await context.run('restrict', async () => ({ restricted: order.id }));
      return { done: true };
    },
  },
});
await serve({ services: [orders], port: Number(port) });
console.log('ready');
