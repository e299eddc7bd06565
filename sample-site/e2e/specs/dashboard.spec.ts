import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { environment } from '../harness/environment.ts';
import { messageTo } from '../harness/inbox.ts';
import { enter, operator, otherPage } from '../harness/operator.ts';
import { expect, test } from '../harness/test.ts';

// One operator, one set-up link: the stories share them.
test.describe.configure({ mode: 'serial' });

/** Every page that an owner can open without an id of something made before. */
const PAGES = [
  'dashboard',
  'dashboard/verifications',
  'dashboard/templates',
  'dashboard/templates/new',
  'dashboard/templates/new?channel=sms',
  'dashboard/providers',
  'dashboard/providers/new',
  'dashboard/providers/new?kind=smpp',
  'dashboard/senders',
  'dashboard/webhooks',
  'dashboard/webhooks/new',
  'dashboard/integrate',
  'dashboard/search',
  'dashboard/search?q=demo',
  'dashboard/widgets',
  'dashboard/widgets/new',
  'dashboard/widgets/import',
  'dashboard/widgets/export',
  `dashboard/widgets/${environment.widgetId}`,
  'dashboard/tokens',
  'dashboard/tokens/new',
  'dashboard/authkeys',
  'dashboard/authkeys/new',
  'dashboard/operators',
  'dashboard/audit',
  'dashboard/account',
  'dashboard/account/erase',
  'dashboard/me',
  'dashboard/me/passkeys/new',
  'dashboard/me/code',
  'sign-in',
  'sign-in/forgotten',
];

test('a newcomer comes from the set-up link to a widget and a token, without JavaScript', async ({
  browser,
}) => {
  const page = await otherPage(browser, { javaScriptEnabled: false });
  await enter(page);
  await page.getByRole('link', { name: 'Widgets' }).click();
  await page.getByRole('link', { name: 'New widget' }).click();
  await page.getByLabel('Name').fill('Shop');
  await page.getByRole('button', { name: 'Next: Channels' }).click();
  await page.getByLabel('Ask for a captcha before sending').uncheck();
  await page.getByRole('button', { name: 'Create with what I have' }).click();
  await expect(page.getByRole('status')).toHaveText('Widget created.');
  const id = page.url().replace(/.*widgets\/|\/integrate.*/g, '');
  await page.getByRole('link', { name: 'All settings' }).click();

  await page.getByLabel('Digits of a code').fill('99');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Send a whole number from 4 to 9.');
  await page.getByLabel('Digits of a code').fill('4');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');

  await page.getByRole('link', { name: 'Tokens' }).click();
  await page.getByRole('link', { name: 'New token' }).click();
  await page.getByLabel('Name').fill('Shop pages');
  await page.getByRole('button', { name: 'Create token' }).click();
  const token = (await page.locator('.facts code').first().textContent()) ?? '';

  const answer = await fetch(`${environment.server}/api/v5/widget/sendOtp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ widgetId: id, tokenAuth: token, identifier: '919876511111' }),
  });
  expect(await answer.json()).toMatchObject({ type: 'success' });
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.locator('.figures div').first()).toContainText(/Asked for\s*[1-9]/);
  await expect(page.getByRole('img', { name: 'Hour by hour' })).toBeVisible();
  await page.getByText('The numbers').click();
  await expect(page.locator('.chart tbody td').first()).toHaveText(/^[1-9]/);
  await page.context().close();
});

test('keys are shown once, after the passphrase', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await enter(page);
  await page.getByRole('link', { name: 'Authkeys' }).click();
  await page.getByRole('link', { name: 'New authkey' }).click();
  await page.getByLabel('Name').fill('Backend');
  await page.getByRole('button', { name: 'Create authkey' }).click();
  const key = (await page.locator('.reveal code').textContent()) ?? '';
  expect(key).toMatch(/^ak_/);
  await page.getByRole('button', { name: 'Copy' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await page.getByRole('link', { name: 'I have stored it' }).click();
  await expect(page.getByRole('link', { name: 'Backend', exact: true })).toBeVisible();
  await expect(page.getByText(key)).toHaveCount(0);
});

test('who is invited gets a mail, joins, and sees only what the role allows', async ({
  page,
  browser,
  email,
}) => {
  await enter(page);
  await page.getByRole('link', { name: 'Operators' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption('Viewer');
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.getByRole('status')).toHaveText('Invitation sent.');
  const link = (await messageTo(email)).text.match(/http\S+\/invitation\/\S+/)?.[0] ?? '';

  const viewer = await otherPage(browser, {});
  await viewer.goto(link);
  await viewer.getByLabel('Passphrase').fill('a few words to remember');
  await viewer.getByRole('button', { name: 'Join' }).click();
  await viewer.getByRole('link', { name: 'Widgets' }).click();
  await expect(viewer.getByRole('link', { name: 'New widget' })).toHaveCount(0);
  await expect(viewer.getByRole('link', { name: 'Authkeys' })).toHaveCount(0);
  await viewer.goto(`${environment.server}/dashboard/audit`);
  await expect(viewer.getByRole('heading', { name: 'This is not open to your role' })).toBeVisible();
  await expectAccessible(viewer, 'not allowed');
  await viewer.context().close();
});

test('the keyboard reaches the content past the navigation', async ({ page }) => {
  await enter(page);
  await page.goto(`${environment.server}/dashboard/widgets`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'New widget' })).toBeFocused();
});

test('on a phone a list shows all of a row, and what can be done with it', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await enter(page);
  await page.goto(`${environment.server}/dashboard/widgets`);
  const row = page.getByRole('row').filter({ hasText: environment.widgetId });
  await row.scrollIntoViewIfNeeded();
  for (const part of [row.getByText('SMS'), row.getByText('just now').or(row.getByText(' ago'))])
    await expect(part).toBeInViewport({ ratio: 1 });
  await row.getByRole('button', { name: 'Disable' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('status').first()).toHaveText('Widget enabled.');
  await page.getByRole('link', { name: operator.email }).click();
  await expect(page.getByRole('heading', { name: 'Your own page' })).toBeVisible();
});

for (const [name, width, colorScheme, language] of [
  ['wide', 1280, 'light', 'en'],
  ['dark', 1280, 'dark', 'en'],
  ['phone', 390, 'light', 'en'],
  ['hindi', 320, 'dark', 'hi'],
] as const) {
  test(`every page of the dashboard is accessible, fits and stays small: ${name}`, async ({
    page,
    picture,
    violations,
  }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await enter(page);
    await page.goto(`${environment.server}/sign-in?lang=${language}`);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const path of PAGES) {
      let bytes = 0;
      const client = await page.context().newCDPSession(page);
      await client.send('Network.enable');
      client.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      await page.goto(`${environment.server}/${path}`);
      await expectAccessible(page, `${path} ${name}`);
      await expectNoSidewaysScroll(page);
      await picture(`dashboard/${path.replaceAll(/\W+/g, '-')}-${name}`);
      expect(bytes, `transfer of ${path}`).toBeLessThan(60_000);
      await client.detach();
    }
    expect(violations.policy).toEqual([]);
    expect(violations.console).toEqual([]);
  });
}
