import type { Page } from '@playwright/test';
import { environment } from '../harness/environment.ts';
import { enter, operator, otherPage } from '../harness/operator.ts';
import { everyPage } from '../harness/pages.ts';
import { expect, test } from '../harness/test.ts';
import { callWidget } from '../harness/visitor.ts';

// They sign in as one operator, who is made by whoever comes first.
test.describe.configure({ mode: 'serial' });

test.describe('without JavaScript', () => {
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    page = await otherPage(browser, { javaScriptEnabled: false, locale: 'en-GB' });
    await enter(page);
  });

  test.afterAll(async () => await page?.context().close());

  const open = (path: string) => page.goto(`${environment.server}/dashboard/${path}`);
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const done = (text: string | RegExp) => expect(page.getByRole('status').first()).toContainText(text);

  test('every form on every page can be sent', async () => {
    test.setTimeout(180_000);
    for (const path of await everyPage(page)) {
      await page.goto(environment.server + path);
      for (const form of await page.locator('form:not(dialog form):not([hidden])').all()) {
        const id = await form.getAttribute('id');
        const outside = id ? page.locator(`button[form="${id}"]`) : page.locator('button.none');
        const buttons = form.locator('button:not([type=button]), input[type=submit]').or(outside);
        await expect(
          buttons.first(),
          `a button that sends ${await form.getAttribute('action')}`,
        ).toBeVisible();
        expect(await form.getAttribute('action')).toMatch(/^\//);
      }
    }
  });

  test('lists are filtered', async ({ mobile }) => {
    await callWidget('sendOtp', { identifier: mobile });
    await open('verifications');
    await page.getByLabel('Find a person or a request').fill(mobile);
    await press('Find');
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.getByRole('link', { name: mobile }).click();
    await expect(page.getByRole('list', { name: 'What happened' })).toBeVisible();
    await open(`audit?of=${environment.widgetId}`);
    await page.getByRole('link', { name: 'Show everything' }).first().click();
    await expect(page).toHaveURL(/audit(\?by=&kind=&day=)?$/);
    await open('integrate');
    await page.getByLabel('Widget').selectOption(environment.widgetId);
    await press('Show');
    await expect(page.getByText(environment.widgetId).first()).toBeVisible();
  });

  test('widgets are changed, copied, switched off and on', async () => {
    await open(`widgets/${environment.linkWidgetId}`);
    await press('Save');
    await done('Saved.');
    await open('widgets');
    await press(/^Duplicate/);
    await done('Copied.');
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await open('widgets');
    const row = page.getByRole('row', { name: id });
    await row.getByRole('button', { name: /^Disable/ }).click();
    await expect(row).toContainText('Disabled');
    await row.getByRole('button', { name: /^Enable/ }).click();
    await expect(row).toContainText('Enabled');
  });

  test('tokens and authkeys are made, changed and deleted', async () => {
    await open('tokens/new');
    await page.getByLabel('Name', { exact: true }).fill('Without scripts');
    await press('Create token');
    await page.getByLabel('Allowed origins').fill('https://plain.example');
    await press('Save');
    await done('Saved.');
    await page.getByRole('link', { name: 'Delete' }).click();
    await press(/Delete/);
    await expect(page.getByRole('link', { name: 'Without scripts' })).toHaveCount(0);

    await open('authkeys/new');
    await page.getByLabel('Name', { exact: true }).fill('Without scripts');
    await press('Create authkey');
    await page.getByRole('link', { name: 'I have stored it' }).click();
    await page.getByRole('link', { name: 'Rotate Without scripts' }).click();
    await press('Rotate');
    await page.getByRole('link', { name: 'I have stored it' }).click();
    await page.getByRole('link', { name: 'Without scripts', exact: true }).first().click();
    await page.getByRole('link', { name: 'Delete' }).click();
    await press(/Delete/);
  });

  test('a provider is added, changed, switched off and deleted', async () => {
    const name = `Plain ${Date.now()}`;
    await open('providers/new?kind=http');
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Countries').fill('KP');
    await page.getByLabel('Address', { exact: true }).fill('https://sms.example/send');
    await press('Add provider');
    await page.getByRole('link', { name, exact: true }).click();
    await press('Save');
    await done('Saved.');
    await open('providers');
    const row = page.getByRole('row', { name });
    await row.getByRole('button', { name: /^Disable/ }).click();
    await expect(row).toContainText('Disabled');
    await row.getByRole('link', { name, exact: true }).click();
    await page.getByRole('link', { name: 'Delete' }).click();
    await press(/Delete/);
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
  });

  test('somebody is invited and the invitation taken back', async ({ email }) => {
    await open('operators');
    await page.getByLabel('E-mail').fill(email);
    await press('Invite');
    await page.getByRole('button', { name: `Take back ${email}` }).click();
    await expect(page.getByRole('button', { name: `Take back ${email}` })).toHaveCount(0);
  });

  test('the language is chosen, and one leaves and comes back', async () => {
    await open('widgets');
    await page.getByRole('link', { name: 'हिन्दी' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
    await page.getByRole('link', { name: 'English' }).click();
    await press('Sign out');
    await page.getByLabel('E-mail').fill(operator.email);
    await page.getByLabel('Passphrase').fill(operator.passphrase);
    await press('Sign in');
    await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  });
});
