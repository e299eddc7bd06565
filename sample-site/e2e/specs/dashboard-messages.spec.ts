import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { environment } from '../harness/environment.ts';
import { codeFor } from '../harness/inbox.ts';
import { enter, otherPage } from '../harness/operator.ts';
import { expect, test } from '../harness/test.ts';
import { callWidget } from '../harness/visitor.ts';

// They sign in as one operator, who is made by whoever comes first.
test.describe.configure({ mode: 'serial' });

test('an operator finds out what happened to a visitor', async ({ page, mobile, violations, picture }) => {
  const { message: reqId } = await callWidget('sendOtp', { identifier: mobile });
  const otp = await codeFor(mobile);
  await callWidget('verifyOtp', { reqId, otp: otp === '0000' ? '0001' : '0000' });
  await callWidget('verifyOtp', { reqId, otp });
  await enter(page);
  await page.getByRole('link', { name: 'Verifications' }).click();
  await page.getByLabel('Find a person or a request').fill(mobile);
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: mobile }).click();
  const happened = page.getByRole('list', { name: 'What happened' });
  await expect(happened).toContainText(/Code asked for by SMS.*SMS sent.*Wrong codes tried: 1.*Verified/s);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `timeline ${colorScheme}`);
    await picture(`dashboard/timeline-${colorScheme}`);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  expect(violations.policy).toEqual([]);
});

test('a template is looked at before it is stored, without JavaScript', async ({ browser }) => {
  const page = await otherPage(browser, { javaScriptEnabled: false });
  await enter(page);
  await page.goto(`${environment.server}/dashboard/templates/new`);
  await page.getByRole('link', { name: 'SMS' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Login');
  await page.getByLabel('Text', { exact: true }).fill('Hello ##NAME##, your code is ##OTP## ✓');
  await page.getByLabel('Values of variables').fill('NAME = Asha');
  await page.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('region', { name: 'As it will look' });
  await expect(preview).toContainText('Hello Asha, your code is 482913 ✓');
  await expect(preview).toContainText('UCS-2');
  await page.getByLabel('Text', { exact: true }).fill('Hello ##NAME##');
  await page.getByRole('button', { name: 'Create template' }).click();
  await expect(page.getByRole('alert')).toContainText('Put ##OTP## where the code belongs');
  await page.getByLabel('Text', { exact: true }).fill('Hello ##NAME##, your code is ##OTP##.');
  await page.getByRole('button', { name: 'Create template' }).click();
  await expect(page.getByRole('status')).toHaveText('Template created. Choose it in a widget to send it.');
  await page.context().close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a mail is seen as it will look: ${colorScheme}`, async ({ page, violations, picture }) => {
    await page.emulateMedia({ colorScheme });
    await enter(page);
    await page.goto(`${environment.server}/dashboard/templates/new?channel=email`);
    await page.getByLabel('HTML', { exact: true }).fill('<p style="color:#2f4bc7">Code <b>##OTP##</b></p>');
    await page.getByRole('button', { name: 'Preview' }).click();
    const mail = page.frameLocator('iframe[name=mail]');
    await expect(mail.getByText('482913')).toBeVisible();
    await expect(mail.getByText('Code')).toHaveCSS('color', 'rgb(47, 75, 199)');
    await picture(`dashboard/mail-${colorScheme}`);
    expect(violations.policy).toEqual([]);
  });
}
