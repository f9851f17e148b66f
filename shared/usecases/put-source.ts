import type { EntityMapping, Source } from '../domain/company/company.ts';
import { WriteConflictError } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { sourceClientItems, sourceItems } from '../repositories/company-items.ts';
import { auditChange } from './audit-change.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { isSame } from './same-value.ts';
import { createSigningSecret, discardSecret } from './source-secrets.ts';

/** What an administrator says of a source. */
export interface SourceInput {
  readonly kind: Source['kind'];
  readonly commandUrl?: string;
  readonly allowPrivateAddress?: boolean;
  readonly events?: readonly string[];
  readonly mappings?: Readonly<Record<string, EntityMapping>>;
  readonly commands?: readonly string[];
}

/** `secrets` only when they were made now: they are shown once. */
export interface PutSourceResult {
  readonly source: Source;
  readonly secrets?: { readonly secret: string; readonly clientSecret: string };
}

export type SourcePorts = Pick<Ports, 'store' | 'secrets' | 'sourceClients' | 'clock' | 'ids'>;

/** Registers a source with its secrets, or changes the settings of one that is there. */
export async function putSource(
  ports: SourcePorts,
  put: { company: string; id: string; input: SourceInput; actor: string },
): Promise<PutSourceResult> {
  const { company, id } = put;
  return retryOnConflict(ports, async () => {
    const before = await sourceItems.get(ports.store, { company, id });
    if (!before) return register(ports, put);
    const { clientId, secretVersions } = before.value;
    const source: Source = { ...put.input, company, id, clientId, secretVersions };
    if (isSame(before.value, source)) return { source };
    await ports.store.write([
      sourceItems.update(before, source),
      auditChange(ports, { ...audited(put), action: 'source.changed' }),
    ]);
    return { source };
  });
}

/** Secrets and client are made first: what refers to them is written only once they work. What came to nothing is taken away. */
async function register(
  ports: SourcePorts,
  put: { company: string; id: string; input: SourceInput; actor: string },
): Promise<PutSourceResult> {
  const { company, id, input } = put;
  const secret = await createSigningSecret(ports, put);
  const { clientId, clientSecret } = await ports.sourceClients.create(company, id);
  const source: Source = { ...input, company, id, clientId, secretVersions: [{ version: secret.version }] };
  try {
    await ports.store.write([
      sourceItems.create(source),
      sourceClientItems.create({ company, clientId, sourceId: id }),
      auditChange(ports, { ...audited(put), action: 'source.added' }),
    ]);
  } catch (error) {
    if (error instanceof WriteConflictError) {
      await discardSecret(ports, put, secret.version);
      await ports.sourceClients.remove(clientId);
    }
    throw error;
  }
  return { source, secrets: { secret: secret.text, clientSecret } };
}

function audited({ company, id, input, actor }: { company: string; id: string; input: SourceInput; actor: string }) {
  const { kind, commandUrl } = input;
  return {
    company,
    actor,
    subject: `source/${id}`,
    details: { kind, ...(commandUrl !== undefined && { commandUrl }) },
  };
}
