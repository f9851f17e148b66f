import { AsyncLocalStorage } from 'node:async_hooks';
import type { FunctionDependencies, LocalFunction } from '../../../local/functions.ts';
import { changesOf } from '../../../shared/adapters/item-store/one-by-one.ts';
import type { Change, ItemKey, ItemQuery, WriteStep } from '../../../shared/ports/item-store.ts';
import type { QueueName } from '../../../shared/ports/queue.ts';

/** What a function did through one of its ports. */
export type PortCall =
  | { readonly port: 'store'; readonly what: 'get' | 'put' | 'delete' | 'check'; readonly partition: string }
  | { readonly port: 'store'; readonly what: 'query'; readonly index: ItemQuery['index']; readonly partition: string }
  | { readonly port: 'queue'; readonly what: 'send'; readonly queue: QueueName }
  | { readonly port: 'blobs' | 'machines' | 'mailer' | 'secrets' | 'sourceClients'; readonly what: string };

/** Listens to what each function does while it runs. */
export interface CallRecorder {
  /** The same ports, listened to. */
  listenTo(ports: FunctionDependencies): FunctionDependencies;
  /** The same function; what it does is written down under its name. */
  follow(fn: LocalFunction): LocalFunction;
  /** By name of the function, each different call once. */
  calls(): ReadonlyMap<string, readonly PortCall[]>;
}

/** Makes a recorder. Calls are told apart by the function in whose course they happen. */
export function createCallRecorder(): CallRecorder {
  const course = new AsyncLocalStorage<string>();
  const seen = new Map<string, Map<string, PortCall>>();
  const note = (...calls: readonly PortCall[]): void => {
    const name = course.getStore();
    if (name === undefined) return;
    const known = seen.get(name) ?? new Map<string, PortCall>();
    for (const call of calls) known.set(JSON.stringify(call), call);
    seen.set(name, known);
  };
  const named = <Port extends object>(
    port: 'blobs' | 'machines' | 'mailer' | 'secrets' | 'sourceClients',
    real: Port,
  ) =>
    new Proxy(real, {
      get(target, what) {
        const member: unknown = Reflect.get(target, what, target);
        if (typeof member !== 'function') return member;
        return (...inputs: unknown[]) => {
          note({ port, what: String(what) });
          return member.apply(target, inputs);
        };
      },
    });
  return {
    listenTo: (ports) => ({
      ...ports,
      store: {
        get: (key: ItemKey) => {
          note({ port: 'store', what: 'get', partition: key.partition });
          return ports.store.get(key);
        },
        query: (query: ItemQuery) => {
          note({ port: 'store', what: 'query', index: query.index, partition: query.partition });
          return ports.store.query(query);
        },
        write: (changes: readonly Change[]) => {
          note(...changes.map(asCall));
          return ports.store.write(changes);
        },
        writeInOrder: (steps: readonly WriteStep[]) => {
          note(...changesOf(steps).map(asCall));
          return ports.store.writeInOrder(steps);
        },
      },
      queue: {
        send: (queue, message) => {
          note({ port: 'queue', what: 'send', queue });
          return ports.queue.send(queue, message);
        },
      },
      blobs: named('blobs', ports.blobs),
      machines: named('machines', ports.machines),
      mailer: named('mailer', ports.mailer),
      secrets: named('secrets', ports.secrets),
      sourceClients: named('sourceClients', ports.sourceClients),
    }),
    follow: ({ declaration, invoke }) => ({
      declaration,
      invoke: (event) => course.run(declaration.name, () => invoke(event)),
    }),
    calls: () => new Map([...seen].map(([name, calls]) => [name, [...calls.values()]])),
  };
}

function asCall(change: Change): PortCall {
  const { partition } = change.kind === 'put' ? change.item.key : change.key;
  return { port: 'store', what: change.kind, partition };
}
