import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { environment } from '../harness/environment.ts';
import { enter, otherPage } from '../harness/operator.ts';
import { expect, test } from '../harness/test.ts';

// One operator, one set-up link: the stories share them.
test.describe.configure({ mode: 'serial' });

const dashboard = `${environment.server}/dashboard`;

/** Presses Tab until an element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, role: 'button' | 'textbox', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Nobody gets to ${name} by Tab.`);
}

test('from a name to a page that works, in few actions', async ({ page }) => {
  await enter(page);
  let actions = 0;
  const act = async (step: Promise<unknown>) => {
    actions += 1;
    await step;
  };
  await act(page.goto(`${dashboard}/widgets/new`));
  await act(page.getByLabel('Name').fill('Quick shop'));
  await act(page.getByRole('button', { name: 'Create with what I have' }).click());
  await expect(page.getByRole('status')).toHaveText('Widget created.');
  const make = page.getByRole('button', { name: /Create (a|another) token/ });
  await act(make.click());
  await expect(page.getByRole('status')).toHaveText('Token created.');
  await expect(page.getByRole('listitem').filter({ hasText: '4 Integrate' })).toHaveAttribute(
    'aria-current',
    'step',
  );
  expect(actions).toBeLessThanOrEqual(4);

  const [id, token] = await page.locator('.facts code').allTextContents();
  await expect(page.locator('pre')).toContainText(`widgetId: '${id}'`);
  await expect(page.locator('pre')).toContainText(`tokenAuth: '${token}'`);
  await page.getByRole('link', { name: 'All snippets, and your server’s part' }).click();
  await expect(page.getByLabel('Widget')).toHaveValue(id ?? '');
});

test('steps carry everything, and explain what does not fit, without JavaScript', async ({ browser }) => {
  const page = await otherPage(browser, { javaScriptEnabled: false });
  await enter(page);
  await page.goto(`${dashboard}/widgets/new`);
  await page.getByRole('button', { name: 'Next: Channels' }).click();
  await expect(page.getByRole('alert')).toContainText('This is required');
  await page.getByLabel('Name').fill('Shop by steps');
  await page.getByRole('button', { name: 'Next: Channels' }).click();
  await page.getByLabel('First channel').selectOption('WhatsApp');
  await page.getByLabel('Ask for a captcha before sending').uncheck();
  await page.getByRole('button', { name: 'Next: Demo' }).click();
  await page.getByLabel('Name').fill('Review');
  await page.getByRole('button', { name: 'Create widget' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Name').fill('');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByLabel('First channel')).toHaveValue('whatsapp');
  await expect(page.getByLabel('Ask for a captcha before sending')).not.toBeChecked();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByLabel('Name')).toHaveValue('Shop by steps');
  await page.getByRole('button', { name: 'Create with what I have' }).click();
  await expect(page.getByRole('status')).toHaveText('Widget created.');
  await page.getByRole('link', { name: 'All settings' }).click();
  await expect(page.getByLabel('First channel', { exact: true })).toHaveValue('whatsapp');
  await page.context().close();
});

test('the keyboard alone makes a widget', async ({ page }) => {
  await enter(page);
  await page.goto(`${dashboard}/widgets/new`);
  await tabTo(page, 'textbox', 'Name');
  await page.keyboard.type('Shop by keys');
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(/Channels/);
  await tabTo(page, 'button', 'Create with what I have');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('Widget created.');
});

test('a file goes out, comes back changed, and is looked at first', async ({ page, picture }) => {
  await enter(page);
  await page.goto(`${dashboard}/widgets/new`);
  await page.getByLabel('Name').fill('Shop in a file');
  await page.getByRole('button', { name: 'Create with what I have' }).click();
  await page.getByRole('link', { name: 'All settings' }).click();
  const widget = page.url();
  await page.getByRole('link', { name: 'Export as YAML' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  const yaml = readFileSync(await file.path(), 'utf8');
  expect(yaml).toContain('name: Shop in a file');

  await page.goto(`${dashboard}/widgets/import`);
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'widget.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(yaml.replace('otpLength: 6', 'otpLength: 4')),
  });
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Digits of a code' }).last()).toContainText(
    /6\s*→\s*4/,
  );
  await expectAccessible(page, 'difference');
  await picture('dashboard/widgets-difference');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('status')).toHaveText('Imported.');

  await page.goto(widget);
  await page.getByRole('link', { name: 'What changed' }).click();
  await expect(page.getByRole('main').getByRole('listitem').first()).toContainText('changed the widget');
  await expect(page.getByRole('main').getByRole('listitem').first()).toContainText('Digits of a code');
});

for (const [name, width, colorScheme] of [
  ['wide', 1280, 'light'],
  ['phone', 320, 'dark'],
] as const) {
  test(`every step and page is accessible and fits: ${name}`, async ({ page, picture, violations }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await enter(page);
    const look = async (what: string) => {
      await expectAccessible(page, `${what} ${name}`);
      await expectNoSidewaysScroll(page);
      await picture(`dashboard/wizard-${what}-${name}`);
    };
    await page.goto(`${dashboard}/widgets/new`);
    await look('settings');
    await page.getByRole('button', { name: 'Next: Channels' }).click();
    await look('mistake');
    await page.getByLabel('Name').fill(`Shop ${name}`);
    await page.getByRole('button', { name: 'Next: Channels' }).click();
    await look('channels');
    await page.getByRole('button', { name: 'Next: Demo' }).click();
    await look('demo');
    await page.getByRole('button', { name: 'Create widget' }).click();
    await look('made');
    await page.getByRole('button', { name: /Create (a|another) token/ }).click();
    await look('token');
    await page.getByRole('link', { name: 'All settings' }).click();
    await page.getByRole('link', { name: 'What changed' }).click();
    await look('history');
    await page.goto(`${dashboard}/widgets/import`);
    await page.getByLabel('YAML').fill('widgets:\n  - name: Bad\n    otpLength: 99\n');
    await page.getByRole('button', { name: 'Compare' }).click();
    await look('import-mistake');
    expect(violations.policy).toEqual([]);
    // Browsers tell the status of a form that is shown again.
    expect(violations.console.filter((line) => !line.includes('422'))).toEqual([]);
  });
}
