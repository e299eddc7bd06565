import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { environment } from '../harness/environment.ts';
import { enter, otherPage } from '../harness/operator.ts';
import { expect, test } from '../harness/test.ts';

// They sign in as one operator, who is made by whoever comes first.
test.describe.configure({ mode: 'serial' });

/** Opens the demo's widget and changes it, which no story here saves. */
async function edit(page: Page): Promise<void> {
  await enter(page);
  await page.goto(`${environment.server}/dashboard/widgets/${environment.widgetId}`);
  await page.getByLabel('Name', { exact: true }).first().fill('Looks');
}

const stage = (page: Page) => page.frameLocator('iframe[name=preview]');
const choose = (page: Page, name: string) => page.getByLabel(name, { exact: true }).check();

test('settings are seen before they are saved, and nothing is stored', async ({ page, violations }) => {
  await edit(page);
  const form = page.locator('main form');
  const stored = await page.getByLabel('Accent colour', { exact: true }).inputValue();
  await page.getByLabel('Accent colour', { exact: true }).fill('#0b6b42');
  const button = stage(page).getByRole('button', { name: 'Send code' });
  await expect(button).toHaveCSS('background-color', 'rgb(11, 107, 66)');
  await expect(form).toContainText('Text on it is white (6.6:1).');

  await page.getByLabel('Accent colour', { exact: true }).fill('#f2a900');
  await expect(button).toHaveCSS('color', 'rgb(0, 0, 0)');
  await expect(form).toContainText('Too pale on the light surface');
  await page.getByLabel('Wait before a resend (seconds)').fill('77');
  await choose(page, 'Sent');
  await expect(stage(page).getByText('Send again in 1:1', { exact: false })).toBeVisible();

  const code = await page.locator('[data-code]').innerText();
  await expect(stage(page).getByLabel('digit code')).toBeVisible();
  await stage(page).getByLabel('digit code').click();
  await stage(page).getByLabel('digit code').fill(code);
  await expect(stage(page).getByRole('heading', { name: 'Verified' })).toBeVisible();

  await page.goto(`${environment.server}/dashboard/widgets/${environment.widgetId}`);
  await expect(page.getByLabel('Accent colour', { exact: true })).toHaveValue(stored);
  await expect(page.getByLabel('Wait before a resend (seconds)')).not.toHaveValue('77');
  expect(violations.policy).toEqual([]);
});

test('the stage plays every state, and leaves the focus in the form', async ({ page }) => {
  await edit(page);
  const name = page.getByLabel('Name', { exact: true }).first();
  await choose(page, 'Refused');
  await expect(stage(page).getByRole('alert')).toContainText('Attempts left');
  await name.focus();
  await page.keyboard.type(' of ours');
  await expect(stage(page).getByRole('alert')).toContainText('Attempts left');
  await expect(name).toBeFocused();
  await choose(page, 'Popup');
  await expect(stage(page).getByRole('dialog')).toContainText('Attempts left');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('popup');
  await choose(page, 'Inline');
  await choose(page, 'Verified');
  await expect(stage(page).getByRole('heading', { name: 'Verified' })).toBeVisible();
  await choose(page, 'Start');
  await page.getByLabel('Language of the visitor').selectOption('ar');
  await expect(stage(page).locator('.surface')).toHaveAttribute('dir', 'rtl');
  await choose(page, 'Dark');
  await expect(stage(page).locator('.surface')).toHaveCSS('background-color', 'rgb(26, 27, 32)');
});

test('what is not fit is told in the place of the widget', async ({ page }) => {
  await edit(page);
  await page.getByLabel('Digits of a code').fill('44');
  await expect(stage(page).getByRole('listitem')).toHaveText(
    'Digits of a code: Send a whole number from 4 to 9.',
  );
  await page.getByLabel('Digits of a code').fill('6');
  await expect(stage(page).getByRole('button', { name: 'Send code' })).toBeVisible();
});

test('without JavaScript a button checks the settings', async ({ browser }) => {
  const page = await otherPage(browser, { javaScriptEnabled: false });
  await edit(page);
  await page.getByLabel('Digits of a code').fill('44');
  await page.getByRole('button', { name: 'Show the preview' }).click();
  await expect(stage(page).getByRole('listitem')).toContainText('Send a whole number from 4 to 9.');
  await page.getByLabel('Digits of a code').fill('6');
  await page.getByRole('button', { name: 'Show the preview' }).click();
  await expect(stage(page).getByText('These settings are fit to be saved.')).toBeVisible();
  await page.context().close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`it is a page to show: ${colorScheme}`, async ({ page, picture, violations }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1440, height: 900 });
    await edit(page);
    if (colorScheme === 'dark') await choose(page, 'Dark');
    await choose(page, 'Sent');
    await expect(stage(page).getByText('delivered')).toBeVisible();
    await expectAccessible(page, `preview ${colorScheme}`);
    await picture(`dashboard/preview-${colorScheme}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('#preview').scrollIntoViewIfNeeded();
    await picture(`dashboard/preview-phone-${colorScheme}`);
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
    expect(violations.policy).toEqual([]);
  });
}
