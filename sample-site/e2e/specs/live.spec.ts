import type { Page } from '@playwright/test';
import { expectAccessible } from '../harness/accessibility.ts';
import { newWidget } from '../harness/admin.ts';
import { messageTo } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';
import type { Widget } from '../harness/widget.ts';

/** Opens the popup on the sample site with a widget whose wait for a resend is short. */
async function open(page: Page) {
  await page.goto(`/popup?widgetId=${await newWidget({ resendTime: 1 })}`);
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
}

/** Lets the server tell another story about the message: the demo's inbox loses none, and reports no delivery. */
async function tell(page: Page, status: 'delivered' | 'failed', more: object = {}): Promise<void> {
  const at = new Date().toISOString();
  const state = {
    status: 'pending',
    expiresAt: at,
    messages: [{ channel: '11', status, at, cause: null }],
    openedByScanner: false,
    redirected: false,
    ...more,
  };
  await page.route(/requestEvents/, (route) =>
    route.fulfill({
      body: `event: state\ndata: ${JSON.stringify(state)}\n\n`,
      headers: { 'content-type': 'text/event-stream', 'access-control-allow-origin': '*' },
    }),
  );
}

const sent = /^Sent \d{1,2}:\d\d:\d\d( [AP]M)?$/;
const delivered = /^Sent \d{1,2}:\d\d:\d\d( [AP]M)? · delivered$/;

test('the code screen says when the message was sent', async ({ page, widget, mobile, picture }) => {
  await open(page);
  await widget.askFor(mobile);
  await expect(widget.line).toHaveText(sent);
  await picture('live/sent');
});

test('it says so without server-sent events, too', async ({ page, widget, mobile }) => {
  await page.route(/requestEvents/, (route) => route.abort());
  await open(page);
  await widget.askFor(mobile);
  await expect(widget.line).toHaveText(sent, { timeout: 15_000 });
});

test('a reload has it again, over one stream', async ({ page, widget, mobile }) => {
  await open(page);
  await widget.askFor(mobile);
  await expect(widget.line).toHaveText(sent);
  const streams: string[] = [];
  page.on('request', (request) => /requestEvents/.test(request.url()) && streams.push(request.url()));
  await page.reload();
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await expect(widget.line).toHaveText(sent);
  expect(streams).toHaveLength(1);
});

test('the code screen waits for none of it', async ({ page, widget, mobile }) => {
  await page.route(/\/assets\/live\.|requestEvents|requestState/, () => {});
  await open(page);
  await widget.askFor(mobile);
  const { code } = await messageTo(mobile);
  await widget.enter(code);
  await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
});

const retry = async (widget: Widget) => widget.why.getByRole('button', { name: 'Try WhatsApp' }).click();

for (const scheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1280, 720],
    [390, 844],
  ] as const) {
    test(`a lost message is explained, and sent by the channel that helps, ${scheme} ${width}`, async ({
      page,
      widget,
      mobile,
      picture,
    }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height });
      await tell(page, 'failed', { hint: 'wrong_kind', nextChannel: '12' });
      await open(page);
      await widget.askFor(mobile);
      await expect(widget.line).toHaveText('Not delivered');
      await expect(widget.why).toContainText('This number can’t receive SMS.');
      await expectAccessible(page, `lost message ${scheme} ${width}`);
      await picture(`live/lost-${scheme}-${width}`);
      await page.unroute(/requestEvents/);
      await retry(widget);
      expect((await messageTo(mobile, 2)).channel).toBe('whatsapp');
      await expect(widget.line).toHaveText(sent);
      await expect(widget.why).toHaveCount(0);
    });
  }
}

test('screen readers hear of delivery once, after they heard that it was sent', async ({
  page,
  widget,
  mobile,
  picture,
}) => {
  await tell(page, 'delivered');
  await open(page);
  await widget.askFor(mobile);
  await expect(widget.line).toHaveText(delivered);
  await expect(widget.status).toContainText('We sent it by SMS');
  await expect(widget.status).toHaveText(delivered);
  await picture('live/delivered');
});
