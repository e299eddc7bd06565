import type { Page } from '@playwright/test';
import { environment } from '../harness/environment.ts';
import { configuration, openHostPage, scriptTag } from '../harness/host-page.ts';
import { expect, test } from '../harness/test.ts';

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[];
}

/** The sum of all layout shifts, and what moved. */
interface Shifts {
  score: number;
  moved: string[];
}

/** Lets time pass in the page, by its own clock. */
async function pass(page: Page, milliseconds: number): Promise<void> {
  const until = (await page.evaluate(() => performance.now())) + milliseconds;
  await page.waitForFunction((end) => performance.now() > end, until);
}

/** Adds up the layout shifts of the page that no input explains, as browsers count them. */
async function watchShifts(page: Page): Promise<() => Promise<Shifts>> {
  await page.addInitScript(() => {
    const shifts: Shifts = { score: 0, moved: [] };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as Shift[]) {
        if (entry.hadRecentInput) continue;
        shifts.score += entry.value;
        for (const { node, previousRect, currentRect } of entry.sources) {
          const where = [previousRect, currentRect].map(({ x, y, width, height }) =>
            [x, y, width, height].map(Math.round),
          );
          shifts.moved.push(`${node?.nodeName ?? 'in a shadow root'} ${where.join(' to ')}`);
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { shifts: Shifts }).shifts);
}

test('four requests to one origin lead to the code screen', async ({ page, widget, mobile }) => {
  const requests: string[] = [];
  await openHostPage(page, scriptTag('async onload="document.title = \'Ready\'"'));
  await expect(page).toHaveTitle('Ready');
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  await page.evaluate(`void initSendOTP(${configuration()})`);
  // What comes after that, for the live state, is not waited for.
  await page.route(/\/assets\/live\./, (route) => route.abort());
  await widget.askFor(mobile);
  const { origin } = new URL(environment.server);
  const before = requests.filter((request) => !/\/assets\/live\./.test(request));
  expect(
    before.map((request) => request.replace(origin, '').replace(/\?.*|\.[^./]+(?=\.js)/g, '')).sort(),
  ).toEqual(['GET /api/v5/widget/getWidgetProcess', 'GET /assets/ui.js', 'POST /api/v5/widget/sendOtp']);
});

for (const address of ['/popup', '/custom', '/inline', '/link', '/csp']) {
  test(`${address} contacts the site and the OTP server, and nobody else`, async ({ page }) => {
    const origins = new Set<string>();
    page.on('request', (request) => {
      if (request.url().startsWith('http')) origins.add(new URL(request.url()).origin);
    });
    await page.goto(address, { waitUntil: 'networkidle' });
    expect([...origins].sort()).toEqual([environment.site, new URL(environment.server).origin].sort());
  });
}

test('the popup moves nothing, however late the answers come', async ({ page, widget, mobile }) => {
  const shifts = await watchShifts(page);
  // Later than half a second after a click, a movement is no longer put down to the click.
  await page.route(/getWidgetProcess|sendOtp/i, async (route) => {
    const answer = await route.fetch();
    await pass(page, 600);
    await route.fulfill({ response: answer });
  });
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  expect(await shifts()).toEqual({ score: 0, moved: [] });
});

test('the inline element moves nothing when it arrives', async ({ page, widget }) => {
  const shifts = await watchShifts(page);
  await page.goto('/inline');
  await expect(widget.mobile).toBeVisible();
  expect(await shifts()).toEqual({ score: 0, moved: [] });
});
