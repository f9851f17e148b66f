import { type Browser, chromium } from 'playwright-core';

// Makes the package bring the libraries that a bare machine lacks; read when it is loaded.
process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';

/** A headless Chromium that needs nothing installed on the machine. */
export async function launchBrowser(): Promise<Browser> {
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    // Its own arguments put everything into one process, for Lambda; that dies with the first page that is closed.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    headless: true,
  });
}
