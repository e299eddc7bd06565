import { expectAccessible, expectContrast, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import type { Application } from '../harness/application.ts';
import { environment } from '../harness/environment.ts';
import { enter } from '../harness/operator.ts';
import { startOwnServer } from '../harness/own-server.ts';
import { shiftOf, transferred, watchShifts } from '../harness/page-costs.ts';
import { everyPage, kindOf } from '../harness/pages.ts';
import { seed } from '../harness/seed.ts';
import { expect, test } from '../harness/test.ts';

// Fifty rows in every list would get into the other stories' way: these have a server of their own.
test.describe.configure({ mode: 'serial' });

let server: Application;
let pages: string[];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  server = await startOwnServer('budgets');
  const page = await browser.newPage();
  await enter(page);
  await seed(page);
  pages = await everyPage(page);
  await page.close();
});

test.afterAll(async () => await server?.stop());

test('links lead to every part of the dashboard', () => {
  const kinds = pages.map(kindOf);
  for (const part of ['widgets', 'tokens', 'authkeys', 'templates', 'providers', 'verifications']) {
    expect(kinds).toContain(`/dashboard/${part}`);
    expect(kinds).toContain(`/dashboard/${part}/id`);
  }
  for (const part of ['operators', 'audit']) expect(kinds).toContain(`/dashboard/${part}`);
});

/** Wide, as a phone, and the narrowest that WCAG 2.2 asks for (1.4.10). */
const widths = [1280, 390, 320];

test('every page with fifty rows is accessible, fits and stays small', async ({
  page,
  picture,
  violations,
}) => {
  test.setTimeout(400_000);
  await enter(page);
  for (const path of pages) {
    const picturePath = `seeded/${kindOf(path).replaceAll(/\W+/g, '-').slice(1)}`;
    const { bytes, scriptBytes } = await transferred(page, environment.server + path);
    expect.soft(bytes, `transfer of ${path}`).toBeLessThanOrEqual(60_000);
    expect.soft(scriptBytes, `JavaScript of ${path}`).toBeLessThanOrEqual(45_000);
    await expectAccessible(page, path);
    await picture(`${picturePath}-light`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectContrast(page, `${path} dark`);
    await picture(`${picturePath}-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
      if (width < 1000) await picture(`${picturePath}-${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  expect(violations.policy).toEqual([]);
  expect(violations.console).toEqual([]);
});

test('every page with fifty rows fits a small phone in Hindi', async ({ page, picture }) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 320, height: 700 });
  await enter(page);
  await page.goto(`${environment.server}/sign-in?lang=hi`);
  for (const path of pages) {
    await page.goto(environment.server + path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
    await expectNoSidewaysScroll(page);
    await picture(`seeded/${kindOf(path).replaceAll(/\W+/g, '-').slice(1)}-hindi`);
  }
});

test('nothing moves on a phone while pages load', async ({ page }) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 412, height: 823 });
  await enter(page);
  await watchShifts(page);
  for (const path of pages) {
    const shift = await shiftOf(page, environment.server + path);
    expect.soft(shift, `layout shift of ${path}`).toBeLessThanOrEqual(0.01);
  }
});
