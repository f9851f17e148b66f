import { defineConfig } from 'vitest/config';

/**
 * The contract suites against services outside: `AWS_ENDPOINT_URL=http://127.0.0.1:5000` (or `AWS_ENDPOINT_URL_DYNAMODB` and so on), with a
 * region and credentials as the SDK reads them. They make what they need under names of their own and remove it.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.connected.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
