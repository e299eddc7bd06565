import { environment } from '../harness/environment.ts';
import { tabThrough, tabTo } from '../harness/keyboard.ts';
import { enter, operator } from '../harness/operator.ts';
import { everyPage } from '../harness/pages.ts';
import { expect, test } from '../harness/test.ts';

// They sign in as one operator, who is made by whoever comes first.
test.describe.configure({ mode: 'serial' });

test('the way from the sign-in to code for a page needs no mouse', async ({ page, context }) => {
  test.setTimeout(90_000);
  await enter(page);
  await context.clearCookies();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const type = (text: string) => page.keyboard.type(text);
  const press = (key: string) => page.keyboard.press(key);

  await page.goto(`${environment.server}/sign-in`);
  await tabTo(page, page.getByLabel('E-mail'));
  await type(operator.email);
  await tabTo(page, page.getByLabel('Passphrase'));
  await type(operator.passphrase);
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();

  await tabTo(page, page.getByRole('link', { name: 'Widgets', exact: true }));
  await press('Enter');
  await page.waitForURL('**/dashboard/widgets');
  await press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await press('Enter');
  await tabTo(page, page.getByRole('link', { name: 'New widget' }));
  await press('Enter');
  await page.waitForURL('**/widgets/new*');
  await tabTo(page, page.getByLabel('Name', { exact: true }));
  await type('By keyboard');
  await tabTo(page, page.getByRole('button', { name: 'Create with what I have' }));
  await press('Enter');
  await page.waitForURL(/widgets\/[0-9a-f]{24}/);
  await tabTo(page, page.getByRole('button', { name: /^Create (a|another) token/ }));
  await press('Space');
  await expect(page.getByRole('status')).toHaveText('Token created.');

  await page.waitForLoadState();
  await tabTo(page, page.getByRole('button', { name: /^Copy .*paste/i }));
  await press('Space');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('initSendOTP');
});

test('no page holds the keyboard, and each shows where it is', async ({ page }) => {
  test.setTimeout(300_000);
  await enter(page);
  for (const path of await everyPage(page)) {
    await page.goto(environment.server + path);
    await test.step(path, async () => expect(await tabThrough(page)).toBeGreaterThan(8));
  }
});
