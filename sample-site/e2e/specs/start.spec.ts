import { newToken } from '../harness/admin.ts';
import { environment } from '../harness/environment.ts';
import { calls, configuration, openHostPage, scriptTag } from '../harness/host-page.ts';
import { codeFor } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';

test('the classic onload attribute opens the popup', async ({ page, widget, mobile }) => {
  const setup = `<script>var configuration = ${configuration()};</script>`;
  await openHostPage(page, setup + scriptTag('onload="initSendOTP(configuration)"'));
  await widget.askFor(mobile);
  await widget.enter(await codeFor(mobile));
  await expect
    .poll(() => calls(page))
    .toEqual([['success', { type: 'success', message: expect.any(String) }]]);
});

test('a page that stays sees the popup off', async ({ page, widget, mobile, picture }) => {
  await page.clock.install();
  await openHostPage(page, scriptTag());
  await page.evaluate(`void initSendOTP(${configuration()})`);
  await widget.askFor(mobile);
  // Time stands still for the picture of a screen that leaves by itself.
  await page.clock.pauseAt(Date.now() + 60_000);
  await widget.enter(await codeFor(mobile));
  await expect(widget.title).toHaveText('You’re verified');
  await picture('popup/verified');
  await page.clock.runFor(2000);
  await expect(widget.surface).toHaveCount(0);
  await expect.poll(() => calls(page)).toEqual([['success', expect.anything()]]);
});

test('the compatible address serves the same script, whatever its query', async ({ page, widget }) => {
  const src = `${environment.server}/app/assets/otp-provider/otp-provider.js?v=7`;
  await openHostPage(page, `<script src="${src}"></script>`);
  await page.evaluate(`void initSendOTP(${configuration()})`);
  await expect(widget.mobile).toBeVisible();
});

test('data attributes start an inline widget without a line of script', async ({ page, widget, mobile }) => {
  const { widgetId, token } = environment;
  const data = `data-widget-id="${widgetId}" data-token-auth="${token}" data-target="#otp" data-success="verified"`;
  await openHostPage(
    page,
    `<div id="otp"></div><script>function verified(d) { window.proof = d }</script>${scriptTag(data)}`,
  );
  await widget.askFor(mobile);
  await widget.enter(await codeFor(mobile));
  await expect.poll(() => page.evaluate('window.proof?.type')).toBe('success');
});

test('a second start replaces the first', async ({ page, widget }) => {
  await openHostPage(page, scriptTag());
  await page.evaluate(`initSendOTP(${configuration()}); void initSendOTP(${configuration()})`);
  await expect(widget.mobile).toBeFocused();
  await expect(page.locator('[data-otp-widget]')).toHaveCount(1);
  await widget.close.click();
  await expect(page.locator('[data-otp-widget]')).toHaveCount(0);
  expect(await calls(page)).toEqual([
    ['failure', { code: 0, closeByUser: true, message: 'User cancelled the verification process.' }],
  ]);
});

test('the script loaded twice is one widget', async ({ page, widget, mobile, violations }) => {
  const element = `<otp-widget widget-id="${environment.widgetId}" token-auth="${environment.token}"></otp-widget>`;
  await openHostPage(page, element + scriptTag() + scriptTag());
  await widget.askFor(mobile);
  await widget.enter(await codeFor(mobile));
  await expect(widget.success).toBeVisible();
  expect(violations.console).toEqual([]);
});

test('the methods are there as soon as initSendOTP returns, and wait for the settings', async ({
  page,
  mobile,
}) => {
  await openHostPage(page, scriptTag());
  const sent = await page.evaluate(`(() => {
    initSendOTP(${configuration('exposeMethods: "true"')});
    const early = getWidgetData();
    return sendOtp('${mobile}').then((data) => ({ early: early ?? null, ...data }));
  })()`);
  expect(sent).toMatchObject({
    early: null,
    type: 'success',
    message: expect.stringMatching(/^[0-9a-f]{24}$/),
  });
  expect(await page.evaluate('getWidgetData().widgetId')).toBe(environment.widgetId);
  const code = await codeFor(mobile);
  await page.evaluate(
    `new Promise((done) => verifyOtp('${code}', (d) => { (window.calls ??= []).push(['own', d]); done() }))`,
  );
  await expect.poll(async () => (await calls(page)).map(([name]) => name)).toEqual(['own', 'success']);
});

test('a missing success function is an error at once', async ({ page }) => {
  await openHostPage(page, scriptTag());
  const message = await page.evaluate(
    `(() => { try { initSendOTP({}) } catch (error) { return error.message } })()`,
  );
  expect(message).toBe('success callback function missing !');
});

test('a site that the token does not allow learns so, and its visitor too', async ({
  page,
  widget,
  picture,
}) => {
  await page.goto(`/popup?token=${await newToken(['https://shop.example'])}`);
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await expect(widget.surface.getByText('Verification isn’t available here at the moment.')).toBeVisible();
  await picture('popup/origin-not-allowed');
  await widget.close.click();
  await expect(widget.surface).toHaveCount(0);
});

test('a site that the token allows verifies', async ({ page, widget, mobile }) => {
  await page.goto(`/popup?token=${await newToken([environment.site])}`);
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
});
