import type { Page } from '@playwright/test';
import { expectAccessible, expectContrast, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import type { Application } from '../harness/application.ts';
import { environment } from '../harness/environment.ts';
import { codeFor } from '../harness/inbox.ts';
import { enter, operator, otherPage } from '../harness/operator.ts';
import { startOwnServer } from '../harness/own-server.ts';
import { expect, test } from '../harness/test.ts';
import { Widget } from '../harness/widget.ts';

// What one test sets the account to, the next one goes on with.
test.describe.configure({ mode: 'serial' });

let server: Application;
const own = '919876512345';

test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await startOwnServer('code');
});

test.afterAll(async () => await server?.stop());

/** Lets the widget send a code, and types it as it came. */
async function prove(page: Page, identifier: string, count: number): Promise<void> {
  const widget = new Widget(page);
  await widget.askFor(identifier);
  await widget.enter(await codeFor(identifier, count));
}

async function signInByCode(page: Page, count: number): Promise<void> {
  await page.goto(`${environment.server}/sign-in/code`);
  await prove(page, own, count);
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
}

test('an owner turns it on, adds a number, and signs in by its code', async ({
  page,
  picture,
  violations,
}) => {
  await enter(page);
  await page.getByRole('link', { name: 'Account' }).click();
  await page.getByLabel('Widget', { exact: true }).selectOption({ label: 'OTP Widget demo: magic link' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose one that sends codes.');
  await page.getByLabel('Widget', { exact: true }).selectOption({ label: 'OTP Widget demo with captcha' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
  await picture('code-account');

  await page.getByRole('link', { name: operator.email }).click();
  await page.getByRole('link', { name: 'Add a number or address' }).click();
  await expect(new Widget(page).mobile).toBeVisible();
  await expectAccessible(page, 'adding a number');
  await picture('code-new');
  await prove(page, own, 1);
  await expect(page.getByRole('status')).toHaveText('Saved. Codes to it let you sign in from now on.');
  await expect(page.getByRole('table', { name: 'Sign in by code' })).toContainText('45');
  await expect(page.locator('main')).not.toContainText('98765');
  await picture('code-own-page');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in with a code' }).click();
  await prove(page, own, 2);
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

  await page.getByRole('link', { name: 'Operators' }).click();
  await expect(page.getByRole('heading', { name: 'Invite somebody' })).toBeHidden();
  await expectAccessible(page, 'held back');
  await picture('code-held-back');
  await page.getByRole('link', { name: 'Open it with passphrase or passkey' }).click();
  await expect(page.locator('main')).toContainText('You came in with a code.');
  await page.getByLabel('Passphrase').fill(operator.passphrase);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Operators' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Invite' })).toBeVisible();
  await expect(page.getByText('You came in with a code')).toBeHidden();
  await page.getByRole('link', { name: 'Audit trail' }).click();
  await expect(page.locator('main')).toContainText('sign-in by code');
  expect(violations.policy).toEqual([]);
});

test('what a developer may not asks for the passphrase, and comes back', async ({ page }) => {
  await signInByCode(page, 3);
  await page.getByRole('link', { name: 'Authkeys' }).click();
  await page.getByLabel('Passphrase').fill(operator.passphrase);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Authkeys' })).toBeVisible();
});

test('a number that is nobody’s lets nobody in', async ({ page, mobile }) => {
  await page.goto(`${environment.server}/sign-in/code`);
  await prove(page, mobile, 1);
  await expect(page.getByRole('alert').first()).toHaveText(
    'This does not let you in. Ask for a new code, or use the passphrase.',
  );
  await expect(new Widget(page).mobile).toBeVisible();
  await page.getByRole('link', { name: 'Sign in with the passphrase instead' }).click();
  await expect(page.getByLabel('Passphrase')).toBeVisible();
});

test('the page of the code is open to everybody, on a phone, light and dark', async ({
  page,
  picture,
  violations,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${environment.server}/sign-in/code`);
    await expect(new Widget(page).mobile).toBeVisible();
    await expectAccessible(page, `sign-in by code, ${colorScheme}`);
    await expectContrast(page, `sign-in by code, ${colorScheme}`);
    await picture(`code-sign-in-${colorScheme}`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  expect(violations.policy).toEqual([]);
});

test('at another address it leads to the one where codes count', async ({ page }) => {
  const elsewhere = environment.server.replace('127.0.0.1', 'localhost');
  await page.goto(`${elsewhere}/sign-in/code`);
  await expect(page.getByText('Codes work at another address of this installation:')).toBeVisible();
  await expect(new Widget(page).mobile).toBeHidden();
  await expectAccessible(page, 'sign-in by code at another address');
  await page.getByRole('link', { name: environment.server }).click();
  await expect(new Widget(page).mobile).toBeVisible();
});

test('it speaks Hindi', async ({ browser }) => {
  const page = await otherPage(browser, { locale: 'hi-IN' });
  await page.goto(`${environment.server}/sign-in`);
  await page.getByRole('link', { name: 'कोड से साइन इन करें' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('कोड से साइन इन करें');
  await expect(new Widget(page).primary).toHaveText(/[ऀ-ॿ]/);
  await page.context().close();
});

test('without JavaScript it says that the passphrase works', async ({ browser }) => {
  const page = await otherPage(browser, { javaScriptEnabled: false });
  await page.goto(`${environment.server}/sign-in`);
  await expect(page.locator('noscript p')).toBeVisible();
  await page.getByRole('link', { name: 'Sign in with a code' }).click();
  await expect(page.locator('noscript p')).toBeVisible();
  await page.getByRole('link', { name: 'Sign in with the passphrase instead' }).click();
  await enter(page);
  await page.getByRole('link', { name: operator.email }).click();
  await page.getByRole('link', { name: /^Remove 9/ }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('status')).toHaveText('Removed. Its codes let nobody in any more.');
  await page.context().close();
});
