import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { environment } from '../harness/environment.ts';
import { expect, test } from '../harness/test.ts';

const pages = {
  home: '/',
  popup: '/popup',
  custom: '/custom',
  inline: '/inline',
  link: '/link',
  iframe: '/iframe',
  csp: '/csp',
  account: '/account',
};

for (const [name, address] of Object.entries(pages)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${name} page is accessible in ${colorScheme}`, async ({ page, picture, violations }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page, name);
      await picture(`pages/${name}-${colorScheme}`);
      expect(violations.policy).toEqual([]);
      expect(violations.console).toEqual([]);
    });
  }

  for (const width of [390, 320]) {
    test(`${name} page fits a phone of ${width} px`, async ({ page, picture }) => {
      await page.setViewportSize({ width, height: 720 });
      await page.goto(address);
      await expectNoSidewaysScroll(page);
      await picture(`pages/${name}-${width}`);
    });
  }
}

for (const name of ['popup', 'custom', 'inline', 'link', 'iframe', 'csp']) {
  test(`${name} page hands out its source`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`/${name}`);
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await expect(page.getByText('Copied to the clipboard.')).toBeAttached();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await page.locator('#page-source').textContent());
    expect(copied).toContain(name === 'link' ? environment.linkWidgetId : environment.widgetId);
  });
}

test('home page leads to every other page and to the inbox', async ({ page }) => {
  await page.goto('/');
  const links = page.getByRole('main').getByRole('link');
  const targets = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  for (const address of ['/popup', '/custom', '/inline', '/link', '/iframe', '/csp'])
    expect(targets).toContain(environment.site + address);
  expect(targets).toContain(`${environment.server}/inbox`);
});

test('a page that does not exist is answered in the shop’s clothes', async ({ page }) => {
  const answer = await page.goto('/no-such-page');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a page says so when the server cannot be reached', async ({ page }) => {
  await page.route(`${environment.server}/**`, (route) => route.abort());
  await page.goto('/popup');
  await expect(page.locator('#status')).toHaveText('Codes are not available at the moment.');
  await expect(page.getByRole('button', { name: 'Sign in with a code' })).toBeDisabled();
});
