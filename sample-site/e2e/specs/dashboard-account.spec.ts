import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { newWidget } from '../harness/admin.ts';
import { environment } from '../harness/environment.ts';
import { messagesTo, messageTo } from '../harness/inbox.ts';
import { enter, otherPage } from '../harness/operator.ts';
import { expect, test } from '../harness/test.ts';

// Other stories use the same account meanwhile: neither its language nor its time zone is changed here.
test.describe.configure({ mode: 'serial' });

/** Somebody asks for a code, and gets it. */
async function ask(identifier: string): Promise<void> {
  const answer = await fetch(`${environment.server}/api/v5/widget/sendOtp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ widgetId: await newWidget({}), tokenAuth: environment.token, identifier }),
  });
  expect(await answer.json()).toMatchObject({ type: 'success' });
  await messageTo(identifier);
}

test('an owner erases a person, without JavaScript, and nothing is found any more', async ({ browser }) => {
  const person = '919876533331';
  await ask(person);
  const page = await otherPage(browser, { javaScriptEnabled: false });
  await enter(page);
  await page.getByRole('link', { name: 'Account' }).click();
  await page.getByRole('link', { name: 'Erase a person' }).click();
  await page.getByLabel('Mobile number or e-mail address').fill('12');
  await page.getByRole('button', { name: 'See what is there' }).click();
  await expect(page.getByRole('alert')).toContainText('country code');
  await page.getByLabel('Mobile number or e-mail address').fill('+91 98765 33331');
  await page.getByRole('button', { name: 'See what is there' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Erase this person?');
  await expect(page.getByRole('row', { name: /^Verifications/ })).toContainText('1');
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByRole('status')).toHaveText('A search afterwards found 0 rows.');
  await expect(page.getByRole('row', { name: /^Messages 1/ })).toBeVisible();
  await page.getByRole('link', { name: 'In the audit trail' }).click();
  await expect(page.getByRole('cell', { name: /erased a person/ })).toContainText('requests');
  await expect(page.locator('main')).not.toContainText('33331');

  await page.goto(`${environment.server}/dashboard/verifications?q=${person}`);
  await expect(page.locator('main')).toContainText('Nothing found');
  expect(await messagesTo(person)).toEqual([]);
  await page.context().close();
});

test('the pages of an erasure are open to everybody', async ({ page }) => {
  const person = 'ann@erased.example';
  await ask(person);
  await enter(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${environment.server}/dashboard/account/erase`);
    await page.getByLabel('Mobile number or e-mail address').fill(person);
    await page.getByRole('button', { name: 'See what is there' }).click();
    await expect(page.getByRole('button', { name: 'Erase for good' })).toBeVisible();
    await expectAccessible(page, `the question, ${colorScheme}`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByRole('status')).toHaveText('A search afterwards found 0 rows.');
  await expectAccessible(page, 'the report');
  await expectNoSidewaysScroll(page);
});

test('what is kept follows the account', async ({ page }) => {
  await enter(page);
  await page.getByRole('link', { name: 'Account' }).click();
  await page.getByLabel('Webhook deliveries').fill('3');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('from 4 to 730');
  await page.getByLabel('Webhook deliveries').fill('10');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
  await expect(page.getByRole('row', { name: /^Webhook deliveries/ })).toContainText('10 days');
  await page.getByLabel('Webhook deliveries').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /^Webhook deliveries/ })).toContainText('30 days');
});
