import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outside } from '../../local/walkthrough/outside.ts';
import { scanMails } from './mail-robot.ts';
import { openStage, type Stage } from './stage.ts';

const MANAGER = 'manager@cronus.example';
const SMALL = '106001';
const LARGE = '106002';

let stage: Stage;
let page: Page;
let outside: Outside;

beforeAll(async () => {
  stage = await openStage();
  ({ page, outside } = stage);
}, 60_000);

afterAll(async () => {
  await stage?.close();
});

async function openOrder(order: string): Promise<void> {
  await page.goto(`${stage.demo.cronusUrl}/purchase-orders/${order}`);
}

/** The newest mail about an order, opened from the mail box, and its link followed as a person does. */
async function followLinkInMail(to: string, subject: RegExp): Promise<void> {
  await page.goto(`${stage.demo.runtime.url}/local/mailbox`);
  await page.locator('li', { hasText: to }).getByRole('link', { name: subject }).first().click();
  await page.frameLocator('iframe').getByRole('link').first().click();
  await page.waitForURL(/\/approvals\//);
}

async function press(name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).click();
}

describe('a purchase order in a browser', { timeout: 60_000 }, () => {
  it('is decided by no robot that reads all mails, runs their pages and follows every link', async () => {
    await outside.mail(MANAGER, new RegExp(SMALL));
    const visited = await scanMails(stage.browser, stage.demo.runtime.url);

    expect(visited.filter((url) => url.includes('/approvals/')).length).toBeGreaterThan(0);
    expect(await outside.orderStatus(SMALL), visited.join('\n')).toBe('In Review');
  });

  it('is released after its manager has approved on the page behind the link in the mail', async () => {
    await openOrder(SMALL);
    await expect.poll(() => page.getByText('Pending Approval').count()).toBeGreaterThan(0);
    await followLinkInMail(MANAGER, /106001/);
    expect(await page.getByText('€1,200.00').count()).toBeGreaterThan(0);
    await page.getByLabel(/Comment/).fill('Fine with me.');
    await press('Approve');
    await outside.awaitOrderStatus(SMALL, 'Open');
    await openOrder(SMALL);

    expect(await page.getByText('Released').count()).toBeGreaterThan(0);
  });

  it('is not decided again by a second click: the page explains', async () => {
    await followLinkInMail(MANAGER, /106001/);

    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    expect(await page.textContent('main')).toMatch(/approved/i);
  });

  it('goes to the substitute who is delegated to, and the old link explains', async () => {
    await openOrder(LARGE);
    await press('Send Approval Request');
    await followLinkInMail(MANAGER, /106002/);
    const link = page.url();
    await press('Delegate to director');
    await outside.mail('director@cronus.example', new RegExp(LARGE));
    await page.goto(link);

    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    expect(await page.textContent('main')).toContain('director');
    expect(await outside.orderStatus(LARGE)).toBe('In Review');
  });

  it('is opened again for its requester when it is rejected', async () => {
    await followLinkInMail('director@cronus.example', /106002/);
    await page.getByLabel(/Comment/).fill('Too expensive.');
    await press('Reject');
    await outside.awaitOrderStatus(LARGE, 'Draft');
    const mail = await outside.mail('purchaser@cronus.example', new RegExp(LARGE));

    expect(mail.text).toContain('Too expensive.');
  });
});
