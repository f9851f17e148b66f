import { createDynamoClient } from '../../shared/adapters/dynamodb/dynamo-client.ts';
import { createDynamoItemStore } from '../../shared/adapters/dynamodb/dynamo-item-store.ts';
import { readEnvironment } from '../../shared/adapters/environment/read-environment.ts';
import { createPowertoolsLog } from '../../shared/adapters/powertools/powertools-log.ts';
import { createSfnClient } from '../../shared/adapters/stepfunctions/sfn-client.ts';
import { createSfnStateMachines } from '../../shared/adapters/stepfunctions/sfn-state-machines.ts';
import { systemClock as clock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';
import declaration from './function.ts';
import { makeHandler } from './handler.ts';

const environment = readEnvironment(declaration.environment);
const ids = createSystemIdSource(clock);
const log = createPowertoolsLog(declaration.name);
const store = createDynamoItemStore({ client: createDynamoClient(), table: environment.TABLE_NAME, clock, ids });

/** What Lambda calls. Everything above is made once for the life of the container. */
export const handler = makeHandler({
  store,
  machines: createSfnStateMachines({ client: createSfnClient(), executionRoleArn: environment.EXECUTION_ROLE_ARN }),
  clock,
  ids,
  log,
  settings: {
    publicBaseUrl: environment.PUBLIC_BASE_URL,
    defaultIssuer: environment.TOKEN_ISSUER,
    functionNames: { runAction: environment.RUN_ACTION_FUNCTION, awaitEvent: environment.AWAIT_EVENT_FUNCTION },
  },
});
