import { TABLE_RELATIONS } from '../../../shared/domain/event/table-relations.ts';
import type { RouteHandlers } from '../../../shared/middleware/api-request.ts';

/** What workflows can be made of: the same for every company of an installation. */
export function catalogueRoutes(): RouteHandlers<'getCatalogue'> {
  return {
    async getCatalogue() {
      const { connectors } = await import('../../../shared/connectors/registry.ts');
      const { describeAction } = await import('../../../shared/connectors/catalogue/describe-action.ts');
      return {
        status: 200,
        body: {
          connectors: connectors.map(({ name, title, description, needs }) => ({
            name,
            title,
            description,
            ...(needs !== undefined && { needs }),
          })),
          events: connectors.flatMap(({ events = [] }) => events.map(({ fields: _, ...event }) => event)),
          actions: connectors.flatMap((connector) =>
            connector.actions.map((action) => describeAction(connector, action)),
          ),
          relations: TABLE_RELATIONS,
        },
      };
    },
  };
}
