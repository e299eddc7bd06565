import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { environment } from '../harness/environment.ts';
import { messageTo } from '../harness/inbox.ts';
import { enter, operator, otherPage } from '../harness/operator.ts';
import { expect, test } from '../harness/test.ts';

test.describe.configure({ mode: 'serial' });

/** Browsers give passkeys to names only: this machine's is `localhost`. */
const named = () => environment.server.replace('127.0.0.1', 'localhost');

/** A device that holds passkeys, and whose owner is always there. */
async function plugIn(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length;
}

/** This device takes every offer at once; a person would choose, or press the button. */
async function offerNothingWhileTyping(page: Page) {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
  });
}

/** Signs in at the address where passkeys work. */
async function enterByName(page: Page) {
  await page.goto(`${named()}/sign-in`);
  await page.getByLabel('E-mail').fill(operator.email);
  await page.getByLabel('Passphrase').fill(operator.passphrase);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
}

test('a passkey is added, signs in, and is removed', async ({ page, browser, picture, violations }) => {
  const first = await otherPage(browser, {});
  await enter(first); // whoever comes first becomes the owner
  await first.context().close();

  await offerNothingWhileTyping(page);
  const passkeys = await plugIn(page);
  await enterByName(page);
  await page.getByRole('link', { name: operator.email }).click();
  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name').fill('Work laptop');
  await picture('passkey-new');
  await page.getByRole('button', { name: 'Create the passkey' }).click();
  await expect(page.getByRole('status')).toHaveText('Passkey added. You can sign in with it from now on.');
  expect(await passkeys()).toBe(1);
  await expectAccessible(page, 'own page');
  await picture('own-page');

  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name').fill('The same again');
  await page.getByRole('button', { name: 'Create the passkey' }).click();
  await expect(page.getByRole('alert')).toHaveText('This device has a passkey for you already.');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible();
  await picture('sign-in-passkey');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

  await page.getByRole('link', { name: operator.email }).click();
  await page.getByRole('link', { name: 'Remove Work laptop' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('status')).toHaveText('Passkey removed.');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('alert')).toHaveText('This passkey does not let you in.');
  expect(violations.policy).toEqual([]);
});

test('the browser offers a passkey where the e-mail address is typed', async ({ page }) => {
  await plugIn(page);
  await enterByName(page);
  await page.goto(`${named()}/dashboard/me/passkeys/new`);
  await page.getByLabel('Name').fill('Phone');
  await page.getByRole('button', { name: 'Create the passkey' }).click();
  await expect(page.getByRole('status')).toContainText('Passkey added.');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await page.goto(`${named()}/dashboard/me`);
  await page.getByRole('link', { name: 'Remove Phone' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('status')).toHaveText('Passkey removed.');
});

test('at a number in place of a name the page says where passkeys work', async ({ page }) => {
  await enter(page);
  await page.goto(`${environment.server}/dashboard/me/passkeys/new`);
  await expect(page.getByText('Passkeys work at another address of this installation:')).toBeVisible();
  await expect(page.getByRole('link', { name: named() })).toHaveAttribute(
    'href',
    `${named()}/dashboard/me/passkeys/new`,
  );
  await expect(page.getByRole('button', { name: 'Create the passkey' })).toBeHidden();
});

test('the own page and the forgotten passphrase work without JavaScript', async ({
  browser,
  page,
  email,
}) => {
  await enter(page);
  await page.getByRole('link', { name: 'Operators' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption('Viewer');
  await page.getByRole('button', { name: 'Invite' }).click();
  const invitation = (await messageTo(email)).text.match(/http\S+\/invitation\/\S+/)?.[0] ?? '';

  const viewer = await otherPage(browser, {
    javaScriptEnabled: false,
    viewport: { width: 320, height: 800 },
  });
  await viewer.goto(invitation);
  await viewer.getByLabel('Passphrase').fill('a few words to remember');
  await viewer.getByRole('button', { name: 'Join' }).click();
  await viewer.getByRole('link', { name: email }).click();
  await expectNoSidewaysScroll(viewer);
  await viewer.getByLabel('Current passphrase').fill('not those words');
  await viewer.getByLabel('New passphrase').fill('some other words');
  await viewer.getByRole('button', { name: 'Change the passphrase' }).click();
  await expect(viewer.getByRole('alert')).toHaveText('That was not your passphrase.');
  await viewer.getByLabel('Current passphrase').fill('a few words to remember');
  await viewer.getByLabel('New passphrase').fill('some other words');
  await viewer.getByRole('button', { name: 'Change the passphrase' }).click();
  await expect(viewer.getByRole('status')).toContainText('Passphrase changed.');
  await viewer.getByRole('button', { name: 'Sign out' }).click();

  await viewer.getByRole('link', { name: 'Passphrase forgotten?' }).click();
  await viewer.getByLabel('E-mail').fill(email);
  await viewer.getByRole('button', { name: 'Send the link' }).click();
  await expect(viewer.getByRole('status')).toContainText('If an operator has this address');
  const reset = (await messageTo(email, 2)).text.match(/http\S+\/sign-in\/reset\/\S+/)?.[0] ?? '';
  await viewer.goto(reset);
  await viewer.getByLabel('New passphrase').fill('words that stay in mind');
  await viewer.getByRole('button', { name: 'Change the passphrase' }).click();
  await expect(viewer.getByRole('status')).toHaveText('Your new passphrase holds. Sign in with it.');
  await viewer.getByLabel('E-mail').fill(email);
  await viewer.getByLabel('Passphrase', { exact: true }).fill('words that stay in mind');
  await viewer.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(viewer.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await viewer.context().close();
});
