import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 60_000);

afterAll(async () => {
  await stage?.close();
});

describe('flows in a browser', { timeout: 60_000 }, () => {
  it('start from the Automate menu of a customer, ask for what they need, and answer', async () => {
    const { page, demo, outside } = stage;
    await page.goto(`${demo.cronusUrl}/customers/10000`);
    await page.getByText('Automate').click();
    await page.getByRole('link', { name: 'Call this customer back' }).click();
    await page.getByLabel(/Reason/).fill('Invoice 103 is missing');
    await page.locator('main form button').last().click();

    expect(await page.textContent('body')).toContain('Invoice 103 is missing/10000');
    expect((await outside.mail('manager@cronus.example', /10000/)).text).toContain('Invoice 103 is missing');
  });

  it('start by themselves when a price goes up far enough, compared with what was known before', async () => {
    const { page, demo, outside } = stage;
    await page.goto(`${demo.cronusUrl}/items/1000`);
    const price = page.getByLabel(/Unit price/i);
    const before = Number((await price.inputValue()).replaceAll(',', ''));
    await price.fill(String(before * 1.05));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.goto(`${demo.cronusUrl}/items/1100`);
    const other = page.getByLabel(/Unit price/i);
    const otherBefore = Number((await other.inputValue()).replaceAll(',', ''));
    await other.fill(String(otherBefore * 1.2));
    await page.getByRole('button', { name: 'Save' }).click();
    const mail = await outside.mail('manager@cronus.example', /went up/);

    expect(mail.text).toContain('Item 1100');
    expect(mail.text).toContain(String(otherBefore));
  });
});
