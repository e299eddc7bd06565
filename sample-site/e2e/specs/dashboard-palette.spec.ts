import type { Page } from '@playwright/test';
import { environment } from '../harness/environment.ts';
import { enter, operator } from '../harness/operator.ts';
import { expect, test } from '../harness/test.ts';

// They sign in as one operator, who is made by whoever comes first.
test.describe.configure({ mode: 'serial' });

const found = '**/dashboard/search/found*';

function parts(page: Page) {
  return {
    words: page.getByRole('combobox', { name: 'Search' }),
    options: page.getByRole('option'),
    status: page.locator('#palette').getByRole('status'),
  };
}

async function open(page: Page) {
  await page.keyboard.press('Control+k');
  const palette = parts(page);
  await expect(palette.words).toBeFocused();
  await expect(palette.options.first()).toBeVisible();
  return palette;
}

/** Lets answers of the search wait until they are let go. */
async function heldBack(page: Page, query: string): Promise<() => void> {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(found, async (route) => {
    if (route.request().url().endsWith(`q=${query}`)) await gate;
    await route.continue();
  });
  return release;
}

test('the palette is opened, used and left by keyboard, and says what it found', async ({ page }) => {
  await enter(page);
  const link = page.getByRole('link', { name: 'Templates', exact: true });
  await link.focus();
  const { words, options, status } = await open(page);
  await expect(status).toHaveText(/^\d+ results$/);
  await page.keyboard.press('Escape');
  await expect(link).toBeFocused();

  await open(page);
  await page.keyboard.type('audit');
  await expect(status).toHaveText('1 result');
  await expect(options).toHaveCount(1);
  await page.keyboard.type(' nothing is called that');
  await expect(status).toHaveText(/^Nothing is called that/);
  await page.keyboard.press('Enter');
  await expect(words).toBeFocused();

  await words.fill('widget');
  await expect(status).toHaveText(/^\d+ results$/);
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(words).toHaveAttribute(
    'aria-activedescendant',
    (await options.nth(1).getAttribute('id')) as string,
  );
  const path = await options.nth(1).getAttribute('data-path');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${path}`);
});

test('Enter waits for the results of what was typed', async ({ page }) => {
  await enter(page);
  const release = await heldBack(page, 'templates');
  const { options } = await open(page);
  await page.keyboard.type('templates');
  await page.keyboard.press('Enter');
  // The results of before are still there, and the first of them is another page.
  await expect(options.first()).toHaveAttribute('data-path', '/dashboard');
  expect(new URL(page.url()).pathname).toBe('/dashboard');
  release();
  await page.waitForURL('**/dashboard/templates');
});

test('who types on after Enter has not chosen yet', async ({ page }) => {
  await enter(page);
  const release = await heldBack(page, 'templates');
  const { status } = await open(page);
  await page.keyboard.type('templates');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' of mine');
  release();
  await expect(status).toHaveText(/^Nothing is called that/);
  expect(new URL(page.url()).pathname).toBe('/dashboard');
});

test('Enter that ends the composing of a character chooses nothing', async ({ page }) => {
  await enter(page);
  const { words } = await open(page);
  for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
    const passed = await words.evaluate(
      (input, more) =>
        input.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more }),
        ),
      init,
    );
    expect(passed, JSON.stringify(init)).toBe(true);
  }
  await expect(page.locator('#palette')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/dashboard');
});

test('a page whose session is over leads to the sign-in, and back', async ({ page, context }) => {
  await enter(page);
  await page.goto(`${environment.server}/dashboard/templates`);
  await open(page);
  await context.clearCookies();
  await page.keyboard.type('widget');
  await page.waitForURL('**/sign-in?next=%2Fdashboard%2Ftemplates');
  await page.getByLabel('E-mail').fill(operator.email);
  await page.getByLabel('Passphrase').fill(operator.passphrase);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/dashboard/templates');
});

test('a server that does not answer is told, and asked again', async ({ page, violations }) => {
  await enter(page);
  const { words, options, status } = await open(page);
  for (const broken of [503, 'failed'] as const) {
    await page.route(found, (route) =>
      broken === 'failed' ? route.abort() : route.fulfill({ status: broken }),
    );
    await words.fill(`widgets ${broken}`);
    await expect(status).toHaveText('The server did not answer. Type on to ask again.');
    await expect(options).toHaveCount(0);
    await page.keyboard.press('Enter');
    await page.unroute(found);
    await words.fill('widgets');
    await expect(options.first()).toHaveAttribute('data-path', '/dashboard/widgets');
  }
  expect(violations.policy).toEqual([]);
});
