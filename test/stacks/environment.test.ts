import { App, Stack } from 'aws-cdk-lib';
import { expect, it } from 'vitest';
import finishRun from '../../functions/finish-run/function.ts';
import { readEnvironment } from '../../shared/adapters/environment/read-environment.ts';
import { DeclaredFunction, type EnvironmentOf } from '../../stacks/constructs/declared-function.ts';

// Each line below must not compile: `tsc`, which is part of `npm test`, fails where it does.

it('a stack that forgets a name of the environment does not compile', () => {
  const given = { TABLE_NAME: 't', BLOB_BUCKET_NAME: 'b', DECISION_QUEUE_URL: 'd', NOTIFICATION_QUEUE_URL: 'n' };
  // @ts-expect-error SECRET_PREFIX is missing.
  const forgetful: EnvironmentOf<typeof finishRun> = given;
  const complete: EnvironmentOf<typeof finishRun> = { ...given, SECRET_PREFIX: '/s/' };
  expect(Object.keys(complete)).toEqual([...Object.keys(forgetful), 'SECRET_PREFIX']);
  // @ts-expect-error The function gets it as it is.
  const deploy = () => new DeclaredFunction(new Stack(new App(), 'S'), finishRun, { platform: {}, environment: given });
  expect(deploy).toThrow();
});

it('a function that asks for a name which it does not declare does not compile', () => {
  const environment = readEnvironment(finishRun.environment, {
    TABLE_NAME: 't',
    BLOB_BUCKET_NAME: 'b',
    DECISION_QUEUE_URL: 'd',
    NOTIFICATION_QUEUE_URL: 'n',
    SECRET_PREFIX: '/s/',
  });
  // @ts-expect-error Mails are not its business.
  expect(environment.MAIL_FROM).toBeUndefined();
  expect(() => readEnvironment(finishRun.environment, {})).toThrow('The environment lacks TABLE_NAME');
});
