import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { environment } from '../harness/environment.ts';
import { enter, otherPage } from '../harness/operator.ts';
import { expect, test } from '../harness/test.ts';
import { callWidget } from '../harness/visitor.ts';

// They sign in as one operator, who is made by whoever comes first.
test.describe.configure({ mode: 'serial' });

test('a system hears of verifications, and its deliveries are looked at and sent again', async ({
  page,
  mobile,
  violations,
  picture,
}) => {
  await enter(page);
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByRole('link', { name: 'Add webhook' }).click();
  await page.getByLabel('Name').fill(`System of ${mobile}`);
  // No name of this domain is ever an address, so nothing is called and each event waits.
  await page.getByLabel('Address').fill('https://hooks.shop.invalid/otp-events');
  await page.getByRole('button', { name: 'Add webhook' }).click();
  const secret = (await page.locator('.reveal code').textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  await page.getByRole('link', { name: 'Send a test event' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toContainText('No answer');

  await callWidget('sendOtp', { identifier: mobile });
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByRole('link', { name: `System of ${mobile}` }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  const created = page.getByRole('row').filter({ hasText: 'verification.created' }).first();
  await expect(async () => {
    await page.reload();
    await expect(created).toContainText('Waiting', { timeout: 500 });
  }).toPass();
  await created.getByText('verification.created').first().click();
  await expect(created.locator('pre')).toContainText(mobile);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `deliveries ${colorScheme}`);
    await picture(`dashboard/deliveries-${colorScheme}`);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  await created.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByRole('status')).toHaveText('It is being sent once more.');

  await page.getByRole('link', { name: 'New secret' }).click();
  await page.getByRole('button', { name: 'New secret' }).click();
  await expect(page.locator('.reveal code')).not.toHaveText(secret);
  await page.getByRole('link', { name: 'I have stored it' }).click();
  await expect(page.getByText('The old secret signs too, until')).toBeVisible();
  await page.getByRole('link', { name: 'Change', exact: true }).click();
  await page.getByRole('link', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('status')).toContainText('Webhook deleted');
  expect(violations.policy).toEqual([]);
});

test('a token blocks an address for a while and lets it in again, without JavaScript', async ({
  browser,
}) => {
  test.setTimeout(60_000);
  const page = await otherPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await enter(page);
  await page.goto(`${environment.server}/dashboard/tokens/new`);
  await page.getByLabel('Name').fill('Pages with addresses');
  await page.getByRole('button', { name: 'Create token' }).click();
  const value = (await page.locator('.facts code').first().textContent()) ?? '';
  await page.getByRole('link', { name: 'Addresses' }).click();
  await page.getByRole('link', { name: 'Add address' }).click();
  await page.getByLabel('Address').fill('203.0.113.7');
  await page.getByLabel('State').selectOption('Temporarily blocked');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Send a time in the future');
  await page.getByLabel('Blocked until (UTC)').fill('2999-01-01T12:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: '203.0.113.7' })).toContainText('Temporarily blocked');
  await expectNoSidewaysScroll(page);

  await page.getByLabel('Address or block').fill('198.51.100.0/24');
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page.getByRole('heading', { name: 'None of these' })).toBeVisible();
  await page.getByRole('link', { name: 'Show all' }).click();
  await page.getByRole('link', { name: 'Forget 203.0.113.7' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('status')).toHaveText('Address forgotten.');

  await page.getByRole('link', { name: 'Pages with addresses' }).click();
  await page.getByRole('link', { name: 'New value' }).click();
  await page.getByRole('button', { name: 'New value' }).click();
  await expect(page.locator('.facts code').first()).not.toHaveText(value);
  for (const token of [value, (await page.locator('.facts code').first().textContent()) ?? '']) {
    const answer = await fetch(
      `${environment.server}/api/v5/widget/getWidgetProcess?widgetId=${environment.widgetId}&tokenAuth=${token}`,
    );
    expect(answer.ok).toBe(true);
  }
  await page.context().close();
});
