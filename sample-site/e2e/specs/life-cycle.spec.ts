import type { Page } from '@playwright/test';
import { launchOptions } from '../harness/chromium.ts';
import { environment } from '../harness/environment.ts';
import { configuration, openHostPage, scriptTag } from '../harness/host-page.ts';
import { codeFor } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';
import { Widget } from '../harness/widget.ts';

/** Nodes and listeners that the page holds once everything unused is collected. */
async function held(page: Page): Promise<{ nodes: number; listeners: number }> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable');
  for (let round = 0; round < 3; round++) await browser.send('HeapProfiler.collectGarbage');
  const { metrics } = await browser.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  await browser.detach();
  return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

const ways = {
  'a popup': `async () => {
    const widget = initSendOTP(${configuration()});
    await until(() => widget.state === 'identifier');
    widget.destroy();
  }`,
  'the methods': `async () => {
    const widget = initSendOTP(${configuration('exposeMethods: true')});
    await widget.ready;
    widget.destroy();
  }`,
  'the element': `async () => {
    const widget = document.createElement('otp-widget');
    widget.setAttribute('widget-id', '${environment.widgetId}');
    widget.setAttribute('token-auth', '${environment.token}');
    document.querySelector('main').append(widget);
    await until(() => widget.state === 'identifier');
    widget.remove();
    await until(() => widget.state === 'closed');
  }`,
};

for (const [name, mount] of Object.entries(ways)) {
  test(`${name} put up and taken down twenty times leaves nothing behind`, async ({ page }) => {
    const element = name === 'the element' ? '<otp-widget></otp-widget>' : '';
    await openHostPage(page, element + scriptTag());
    const run = (times: number) =>
      page.evaluate(`(async () => {
        const until = async (condition) => { while (!condition()) await new Promise(requestAnimationFrame) };
        const mount = ${mount};
        for (let i = 0; i < ${times}; i++) await mount();
      })()`);
    await run(3);
    const before = await held(page);
    await run(20);
    const after = await held(page);
    expect(after.nodes - before.nodes, 'nodes').toBeLessThanOrEqual(20);
    expect(after.listeners - before.listeners, 'listeners').toBeLessThanOrEqual(5);
    await expect(page.locator('[data-otp-widget]')).toHaveCount(0);
  });
}

test('taken down, it gives back every name that it put on window', async ({ page }) => {
  await openHostPage(page, scriptTag());
  const names = await page.evaluate(`(async () => {
    const before = Object.keys(window);
    const widget = initSendOTP(${configuration('exposeMethods: true')});
    const during = Object.keys(window).filter((name) => !before.includes(name));
    widget.destroy();
    return { during, after: Object.keys(window).filter((name) => !before.includes(name)) };
  })()`);
  expect(names).toEqual({
    during: ['sendOtp', 'retryOtp', 'verifyOtp', 'getWidgetData', 'isCaptchaVerified'],
    after: [],
  });
});

test('Back after signing in leads to a page that works', async ({ page, widget, mobile }) => {
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  await widget.enter(await codeFor(mobile));
  await expect(page).toHaveURL(/\/account$/);
  await page.goBack();
  await expect(widget.surface).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await expect(widget.mobile).toBeVisible();
});

test('nothing keeps the page out of the back/forward cache', async ({ playwright, mobile }) => {
  const ignoreDefaultArgs = ['--disable-back-forward-cache'];
  const browser = await playwright.chromium.launch({ ...launchOptions(), ignoreDefaultArgs });
  const page = await browser.newPage({ baseURL: environment.site });
  const widget = new Widget(page);
  const devtools = await page.context().newCDPSession(page);
  const reasons: { type: string; reason: string }[] = [];
  devtools.on('Page.backForwardCacheNotUsed', (event) => reasons.push(...event.notRestoredExplanations));
  await devtools.send('Page.enable');
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  await page.goto('/account');
  await page.evaluate(() => void setTimeout(() => history.back()));
  await expect(page.getByRole('button', { name: 'Sign in with a code' })).toBeAttached();
  // The headless shell never keeps pages, a circumstance; what a page itself does wrong it lists all the same.
  // Chromium counts WebOTP as a reason for as long as the document lives, also when the request was given up.
  const own = reasons.filter(({ type, reason }) => type !== 'Circumstantial' && reason !== 'WebOTPService');
  expect(own).toEqual([]);
  await browser.close();
});

test('a page that comes back after a while counts on from the clock', async ({ page, widget, mobile }) => {
  await page.clock.install();
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  await expect(widget.timer).toHaveText(/Send again in/);
  const turn = (type: 'pagehide' | 'pageshow') =>
    page.evaluate((name) => {
      window.dispatchEvent(new PageTransitionEvent(name, { persisted: true }));
    }, type);
  await turn('pagehide');
  // Time passes, and no timer runs: as in the cache.
  await page.clock.setSystemTime(Date.now() + 40_000);
  await turn('pageshow');
  await expect(widget.timer).toHaveText('Didn’t get the code?');
  await widget.enter(await codeFor(mobile));
  await expect(page).toHaveURL(/\/account$/);
});
