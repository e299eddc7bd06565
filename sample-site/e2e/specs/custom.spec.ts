import { newWidget } from '../harness/admin.ts';
import { newMobile } from '../harness/contact.ts';
import { codeFor, messageTo, wrongCode } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';

test('the site’s own design verifies and signs in', async ({ page, mobile, picture }) => {
  await page.goto('/custom');
  await page.getByLabel('Mobile number or e-mail').fill(`+${mobile}`);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('status').first()).toHaveText('We sent you a code by SMS.');
  await expect(page.getByLabel('Code from the message')).toBeFocused();
  const code = await codeFor(mobile);
  await picture('custom/code');
  await page.getByLabel('Code from the message').fill(wrongCode(code));
  await page.getByRole('button', { name: 'Show my order' }).click();
  await expect(page.getByRole('status').first()).toHaveText('invalid otp Attempts left: 2.');
  await page.getByLabel('Code from the message').fill(code);
  await page.getByRole('button', { name: 'Show my order' }).click();
  await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
});

test('the site’s own design offers the widget’s resend channels', async ({ page, mobile }) => {
  await page.goto(
    `/custom?widgetId=${await newWidget({ resendTime: 1, resendChannels: ['sms', 'voice', 'email'] })}`,
  );
  await page.getByLabel('Mobile number or e-mail').fill(mobile);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('button', { name: /^Send again/ })).toHaveText([
    'Send again by SMS',
    'Send again by a call',
  ]);
  await page.getByRole('button', { name: 'Send again by a call' }).click();
  expect((await messageTo(mobile, 2)).channel).toBe('voice');
});

test('the site’s own design shows the server’s message for a number that cannot be one', async ({ page }) => {
  await page.goto('/custom');
  await page.getByLabel('Mobile number or e-mail').fill('12');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('status').first()).not.toBeEmpty();
  await expect(page.getByLabel('Code from the message')).toBeHidden();
});

test('a claimed identifier that differs from the proved one signs nobody in', async ({ page, mobile }) => {
  const other = newMobile();
  await page.route('**/session', (route) =>
    route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), identifier: other }) }),
  );
  await page.goto('/custom');
  await page.getByLabel('Mobile number or e-mail').fill(mobile);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('Code from the message').fill(await codeFor(mobile));
  await page.getByRole('button', { name: 'Show my order' }).click();
  await expect(page.getByRole('status').first()).toContainText(/another identifier|differs from the one/);
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
});

test('nothing of the popup is downloaded', async ({ page, mobile }) => {
  const scripts: string[] = [];
  page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
  await page.goto('/custom');
  await page.getByLabel('Mobile number or e-mail').fill(mobile);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByLabel('Code from the message')).toBeVisible();
  expect(scripts.filter((url) => /\/ui\./.test(url))).toEqual([]);
});
