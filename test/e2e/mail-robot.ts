import type { Browser } from 'playwright-core';

/** Scripts of a page get so long to do what they would do. */
const LINGER_MILLISECONDS = 300;

/**
 * Treats every mail as scanners of mail systems do: asks for each link with HEAD and GET, opens it in a browser that runs its scripts, and
 * does the same with every link on the pages behind them.
 *
 * @returns the addresses that were visited.
 */
export async function scanMails(browser: Browser, werkstroomUrl: string): Promise<readonly string[]> {
  const mails = (await (await fetch(`${werkstroomUrl}/local/mails`)).json()) as { links: string[]; html: string }[];
  const visited = new Set<string>();
  const context = await browser.newContext({ userAgent: 'LinkScanner/1.0' });
  const page = await context.newPage();
  const visit = async (url: string): Promise<readonly string[]> => {
    if (visited.has(url)) return [];
    visited.add(url);
    await fetch(url, { method: 'HEAD' });
    await fetch(url);
    await page.goto(url);
    await page.waitForTimeout(LINGER_MILLISECONDS);
    const found = await page.locator('a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    return found.flatMap((href) => (href === null ? [] : [new URL(href, url).href]));
  };
  for (const { links, html } of mails) {
    for (const url of [...links, ...linksIn(html)]) {
      for (const behind of await visit(url)) await visit(behind);
    }
  }
  await context.close();
  return [...visited];
}

function linksIn(html: string): readonly string[] {
  return [...html.matchAll(/href="(https?:[^"]+)"/g)].flatMap(([, url]) => (url === undefined ? [] : [url]));
}
