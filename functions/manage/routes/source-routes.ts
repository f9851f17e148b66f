import { actorOf } from '../../../shared/domain/company/caller.ts';
import type { Source } from '../../../shared/domain/company/company.ts';
import { type RouteHandlers, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { sourceItems } from '../../../shared/repositories/company-items.ts';
import { listSources } from '../../../shared/usecases/list-sources.ts';
import { putSource } from '../../../shared/usecases/put-source.ts';
import { rotateSource } from '../../../shared/usecases/rotate-source.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { webhookUrl } from './addresses.ts';
import { pageAnswer, pageRequest } from './page-request.ts';

/** Sources: systems of record that send events and take commands. */
export function sourceRoutes(
  ports: ManagePorts,
): RouteHandlers<'listSources' | 'getSource' | 'putSource' | 'rotateSource'> {
  const addressed = (source: Source) => ({ ...source, webhookUrl: webhookUrl(ports.settings, source) });
  const view = (source: Source) => ({ ...addressed(source), secrets: source.secretVersions });
  return {
    async listSources({ company, query }) {
      return pageAnswer(await listSources(ports, company, pageRequest(query)), view);
    },
    async getSource({ company, params }) {
      const source = await sourceItems.get(ports.store, { company, id: params.source });
      return source ? { status: 200, body: view(source.value) } : refuseNotFound();
    },
    async putSource({ company, params, body, caller }) {
      const put = { company, id: params.source, input: body, actor: actorOf(caller) };
      const { source, secrets } = await putSource(ports, put);
      return { status: secrets ? 201 : 200, body: { ...addressed(source), ...secrets } };
    },
    async rotateSource({ company, params, body, caller }) {
      const rotation = { company, id: params.source, client: body.client, actor: actorOf(caller) };
      const result = await rotateSource(ports, rotation);
      if (result.kind === 'not-found') return refuseNotFound();
      const { source, secret, clientSecret } = result;
      return {
        status: 200,
        body: { ...addressed(source), secret, ...(clientSecret !== undefined && { clientSecret }) },
      };
    },
  };
}
