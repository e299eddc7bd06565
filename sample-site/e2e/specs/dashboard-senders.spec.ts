import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { environment } from '../harness/environment.ts';
import { enter, otherPage } from '../harness/operator.ts';
import { expect, test } from '../harness/test.ts';

test.describe.configure({ mode: 'serial' });

test('a template’s sender is seen where senders are, and leads to it, without JavaScript', async ({
  browser,
}) => {
  const page = await otherPage(browser, { javaScriptEnabled: false });
  await enter(page);
  await page.goto(`${environment.server}/dashboard/templates/new?channel=sms`);
  await page.getByLabel('Name', { exact: true }).fill('Sender story');
  await page.getByLabel('Sender', { exact: true }).fill('STORYIN');
  await page.getByLabel('Text', { exact: true }).fill('##OTP## is your code.');
  await page.getByRole('button', { name: 'Create template' }).click();
  await page.getByRole('link', { name: 'Senders' }).click();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /STORYIN/ }) });
  await expect(card).toContainText('No message of an enabled widget has it');
  await card.getByRole('link', { name: 'Sender story' }).click();
  await expect(page.getByLabel('Sender', { exact: true })).toHaveValue('STORYIN');
  await page.context().close();
});

test('a provider for Canada with letters as its sender is warned of', async ({
  page,
  violations,
  picture,
}) => {
  await enter(page);
  await page.goto(`${environment.server}/dashboard/providers/new?kind=vonage-sms`);
  await page.getByLabel('Name', { exact: true }).fill('Only for Canada');
  await page.getByLabel('Countries').fill('CA');
  await page.getByLabel('API key').fill('story');
  await page.getByLabel('API secret').fill('story-secret-1');
  await page.getByLabel('Sender', { exact: true }).fill('STORYSHOP');
  await page.getByRole('button', { name: 'Add provider' }).click();
  await page.getByRole('link', { name: 'Senders' }).click();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /STORYSHOP/ }) });
  await expect(card).toContainText('Carriers in the US and Canada take no letters');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `senders ${colorScheme}`);
    await picture(`dashboard/senders-${colorScheme}`);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  await picture('dashboard/senders-phone');
  await card.getByRole('link', { name: 'Only for Canada' }).first().click();
  await page.getByRole('link', { name: 'Delete' }).click();
  await page.getByRole('button', { name: /Delete/ }).click();
  await page.getByRole('link', { name: 'Senders' }).click();
  await expect(page.getByText('STORYSHOP')).toHaveCount(0);
  expect(violations.policy).toEqual([]);
});
