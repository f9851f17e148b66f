import { afterAll, expect } from 'vitest';
import { startDemoRuntime } from './demo-runtime.ts';

/** The demo company for all tests of a file; it stops after them, and nothing may have gone wrong meanwhile. */
export async function startDemoOfFile() {
  const demo = await startDemoRuntime();
  afterAll(async () => {
    expect(demo.errors).toEqual([]);
    await demo.stop();
  });
  return demo;
}
