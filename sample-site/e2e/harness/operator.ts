import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page } from '@playwright/test';
import { environment } from './environment.ts';
import { logOf } from './server.ts';

const passphrase = 'correct horse battery staple';

/** Who operates the server under test. */
export const operator = { email: 'ann@shop.example', passphrase };

/** The link that the server told on its console when it started. */
export function setUpLink(): string {
  const links = readFileSync(process.env.OTP_E2E_SERVER_LOG ?? logOf('server'), 'utf8').match(
    /http:\S+\/setup\/[A-Za-z0-9_-]{43}/g,
  );
  const link = links?.at(-1);
  if (!link) throw new Error('The server told no set-up link.');
  return link;
}

/** Goes the way in: by the set-up link where nobody has used it yet, else by the sign-in page. */
export async function enter(page: Page): Promise<void> {
  const link = setUpLink();
  if ((await fetch(link)).ok) {
    await page.goto(link);
    await page.getByLabel('E-mail').fill(operator.email);
    await page.getByLabel('Passphrase').fill(operator.passphrase);
    await page.getByRole('button', { name: 'Become the owner' }).click();
  }
  // Another worker may have used the link between looking and pressing.
  if (!new URL(page.url()).pathname.startsWith('/dashboard')) {
    await page.goto(`${environment.server}/sign-in`);
    await page.getByLabel('E-mail').fill(operator.email);
    await page.getByLabel('Passphrase').fill(operator.passphrase);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  // Until its script has come, a control does what it does without one.
  await page.waitForLoadState();
}

/** A page in a browser without JavaScript, or with other wishes. */
export async function otherPage(
  browser: Browser,
  wishes: Parameters<Browser['newContext']>[0],
): Promise<Page> {
  return await (await browser.newContext(wishes)).newPage();
}
