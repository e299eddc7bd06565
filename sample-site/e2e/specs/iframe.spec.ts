import type { Page } from '@playwright/test';
import { newToken, newWidget } from '../harness/admin.ts';
import { environment } from '../harness/environment.ts';
import { hostPage, scriptTag } from '../harness/host-page.ts';
import { codeFor } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';
import { Widget } from '../harness/widget.ts';

const OFF = 'This widget does not run inside a frame: its setting iframe is off.';
const FOREIGN = 'The website around this frame is not allowed to use this token.';

/** A page with an inline widget that tells what it was refused with. */
function widgetPage(widgetId: string, token = environment.token): Promise<string> {
  return hostPage(`<div id="otp"></div>${scriptTag()}
    <script>
      initSendOTP({ widgetId: '${widgetId}', tokenAuth: '${token}', success() {},
        failure: (error) => (window.refusal = error), options: { target: '#otp' } });
    </script>`);
}

/** Opens a page around another one and returns the widget inside. */
async function openAround(page: Page, inner: string, { foreign = false } = {}): Promise<Widget> {
  const outer = await hostPage(`<iframe src="${inner}" title="Framed" width="400" height="500"></iframe>`);
  await page.goto(foreign ? outer.replace('127.0.0.1', 'localhost') : outer);
  return new Widget(page, page.frameLocator('iframe') as unknown as Page);
}

const refusal = (page: Page) => page.frames()[1]?.evaluate('window.refusal');

test('a widget whose iframe switch is off refuses to run, and tells the developer', async ({
  page,
  violations,
}) => {
  const widget = await openAround(page, await widgetPage(await newWidget({ iframe: false })));
  await expect(widget.surface.getByText('Verification isn’t available here at the moment.')).toBeVisible();
  expect(await refusal(page)).toMatchObject({ type: 'error', message: OFF, reason: 'origin_not_allowed' });
  expect(violations.console).toEqual([`OTP widget: ${OFF}`]);
});

test('the same widget runs where there is no frame', async ({ page, mobile }) => {
  await page.goto(await widgetPage(await newWidget({ iframe: false })));
  await new Widget(page).askFor(mobile);
});

test('the methods and the element refuse as well', async ({ page, violations }) => {
  const widgetId = await newWidget({ iframe: false });
  const inner = await hostPage(`${scriptTag()}
    <otp-widget widget-id="${widgetId}" token-auth="demo-token"></otp-widget>
    <script>
      initSendOTP({ widgetId: '${widgetId}', tokenAuth: 'demo-token', exposeMethods: true, success() {}, failure() {} });
      sendOtp('919876543210').catch((error) => (window.refusal = error.reason));
    </script>`);
  const widget = await openAround(page, inner);
  await expect.poll(() => refusal(page)).toBe('origin_not_allowed');
  await expect(widget.surface.getByText('Verification isn’t available here at the moment.')).toBeVisible();
  expect(violations.console).toContain(`OTP widget: ${OFF}`);
});

test('with the switch on a visitor verifies inside a frame', async ({ page, mobile, violations }) => {
  const widget = await openAround(page, await widgetPage(await newWidget({ iframe: true })), {
    foreign: true,
  });
  await widget.askFor(mobile);
  await widget.enter(await codeFor(mobile));
  await expect(widget.success).toBeVisible();
  expect(violations.console).toEqual([]);
});

test('under a foreign page it does not run when the token has a list', async ({
  page,
  mobile,
  violations,
}) => {
  const widgetId = await newWidget({ iframe: true });
  const own = new URL(await hostPage('')).origin;
  const inner = await widgetPage(widgetId, await newToken([own]));

  const widget = await openAround(page, inner, { foreign: true });
  await expect(widget.surface.getByText('Verification isn’t available here at the moment.')).toBeVisible();
  expect(await refusal(page)).toMatchObject({ message: FOREIGN, reason: 'origin_not_allowed' });
  expect(violations.console).toEqual([`OTP widget: ${FOREIGN}`]);

  await (await openAround(page, inner)).askFor(mobile);
});

test('the sample site signs a visitor in through a frame', async ({ page, mobile, picture }) => {
  await page.goto('/iframe');
  const widget = new Widget(page, page.frameLocator('iframe') as unknown as Page);
  await expect(widget.mobile).toBeVisible();
  await picture('iframe/identifier');
  await widget.askFor(mobile);
  await widget.enter(await codeFor(mobile));
  await expect(widget.success).toBeVisible();
  await page.frameLocator('iframe').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
});
