import type { Source } from '../domain/company/company.ts';
import { WriteConflictError } from '../ports/item-store.ts';
import { sourceClientItems, sourceItems } from '../repositories/company-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { auditChange } from './audit-change.ts';
import type { SourcePorts } from './put-source.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { createSigningSecret, discardSecret, type NewSecret, rotatedVersions } from './source-secrets.ts';

export type RotateSourceResult =
  | {
      readonly kind: 'rotated';
      readonly source: Source;
      readonly secret: string;
      readonly clientSecret?: string;
    }
  | { readonly kind: 'not-found' };

interface Rotation {
  readonly company: string;
  readonly id: string;
  /** New client credentials too; the old ones are refused at once. */
  readonly client: boolean;
  readonly actor: string;
}

type Client = { clientId: string; clientSecret: string };

/** Makes a new signing secret; the one before is accepted for 24 hours more, those whose time is over are forgotten. */
export async function rotateSource(ports: SourcePorts, rotation: Rotation): Promise<RotateSourceResult> {
  const { company, id } = rotation;
  return retryOnConflict(ports, async (): Promise<RotateSourceResult> => {
    const before = await sourceItems.get(ports.store, { company, id });
    if (!before) return { kind: 'not-found' };
    const secret = await createSigningSecret(ports, rotation);
    const client = rotation.client ? await ports.sourceClients.create(company, id) : undefined;
    try {
      const source = await writeRotated(ports, rotation, { before, secret, client });
      await forgetOld(ports, before.value, source);
      return {
        kind: 'rotated',
        source,
        secret: secret.text,
        ...(client && { clientSecret: client.clientSecret }),
      };
    } catch (error) {
      if (error instanceof WriteConflictError) {
        await discardSecret(ports, rotation, secret.version);
        if (client) await ports.sourceClients.remove(client.clientId);
      }
      throw error;
    }
  });
}

async function writeRotated(
  ports: SourcePorts,
  { company, id, actor }: Rotation,
  made: { before: Versioned<Source>; secret: NewSecret; client: Client | undefined },
): Promise<Source> {
  const { before, secret, client } = made;
  const source: Source = {
    ...before.value,
    secretVersions: rotatedVersions(before.value, secret.version, ports.clock.now()),
    ...(client && { clientId: client.clientId }),
  };
  const oldClient = client && (await sourceClientItems.get(ports.store, { company, clientId: before.value.clientId }));
  await ports.store.write([
    sourceItems.update(before, source),
    ...(client ? [sourceClientItems.create({ company, clientId: client.clientId, sourceId: id })] : []),
    ...(oldClient ? [sourceClientItems.remove(oldClient)] : []),
    auditChange(ports, {
      company,
      actor,
      action: 'source.rotated',
      subject: `source/${id}`,
      details: { client: client !== undefined },
    }),
  ]);
  return source;
}

async function forgetOld(ports: SourcePorts, before: Source, after: Source): Promise<void> {
  const kept = new Set(after.secretVersions.map(({ version }) => version));
  for (const { version } of before.secretVersions) if (!kept.has(version)) await discardSecret(ports, before, version);
  if (before.clientId !== after.clientId) await ports.sourceClients.remove(before.clientId);
}
