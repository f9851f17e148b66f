import { defineConfig } from 'vitest/config';

/** One configuration for every fast suite; `*.connected.test.ts` need an endpoint outside and run only when asked for. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/*.connected.test.ts', 'node_modules/**'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
