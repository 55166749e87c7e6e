import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env.KEYTRAIL_CHROMIUM ?? '/usr/bin/chromium';

/** Whether the browser may be missing: with KEYTRAIL_REQUIRE_PEERS=1 a test must run, and fails where it is absent. */
export const chromiumIsAbsent = process.env.KEYTRAIL_REQUIRE_PEERS !== '1' && !existsSync(CHROMIUM);
if (chromiumIsAbsent)
  console.warn(`${CHROMIUM} is not there: tests of the page are skipped (apt-get install chromium)`);

/** Debian's browser, without a sandbox of its own where the tests run as root. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });

export interface Opened {
  readonly page: Page;
  /** Everything that a page that asks for nothing and fails nowhere does not do. */
  readonly complaints: string[];
}

/** A file of the disk in a tab of its own, once its table is there. */
export async function openPage(browser: Browser, file: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== `file://${file}`) complaints.push(`request: ${request.url().slice(0, 200)}`);
  });
  await page.goto(`file://${file}`);
  if (options.javaScriptEnabled !== false) await page.waitForSelector('.row[data-place]');
  return { page, complaints };
}
