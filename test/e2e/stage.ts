import type { Browser, Page } from 'playwright-core';
import { type FreshDemo, startFreshDemo } from '../../local/demo/fresh-demo.ts';
import { lookFromOutside, type Outside } from '../../local/walkthrough/outside.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { launchBrowser } from './browser.ts';

/** A browser before the whole running product. */
export interface Stage {
  readonly browser: Browser;
  readonly page: Page;
  readonly demo: FreshDemo;
  readonly outside: Outside;
  close(): Promise<void>;
}

/** Starts the demo in an empty folder, and a browser with one page. */
export async function openStage(): Promise<Stage> {
  const [browser, demo] = await Promise.all([launchBrowser(), startFreshDemo(createSilentLog())]);
  const page = await browser.newPage();
  const outside = lookFromOutside({ werkstroom: demo.runtime.url, cronus: demo.cronusUrl });
  return {
    browser,
    page,
    demo,
    outside,
    async close() {
      await browser.close();
      await demo.stop();
    },
  };
}
