import { expectAccessible } from '../harness/accessibility.ts';
import { newToken, newWidget, type WidgetChanges } from '../harness/admin.ts';
import { configuration, openHostPage, scriptTag } from '../harness/host-page.ts';
import { codeFor } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';
import { drawingVendor, scoringVendor } from '../harness/vendors.ts';

const withCaptcha: WidgetChanges = { captcha: true };
const vendor = (kind: string): WidgetChanges => ({
  captcha: true,
  captchaProvider: { kind, siteKey: 'site-key', secret: 'nobody-asks', project: 'shop-1' },
});

/** The page of a site that has an own design for everything. */
const ownDesign = (widgetId: string, more = '') => `
  <input id="to" aria-label="Number"><button id="send">Send</button><p id="state"></p>
  ${scriptTag()}<script>
    initSendOTP(${configuration(`widgetId: '${widgetId}', exposeMethods: true, ${more}`)});
    send.onclick = () => sendOtp(to.value, () => { state.textContent = 'sent' },
      (e) => { state.textContent = e.reason ?? e.message });
  </script>`;

test.describe('the proof of work', () => {
  test('lets a visitor through the popup, who notices nothing', async ({
    page,
    widget,
    mobile,
    violations,
  }) => {
    const id = await newWidget(withCaptcha);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await openHostPage(
      page,
      `${scriptTag()}<script>initSendOTP(${configuration(`widgetId: '${id}'`)})</script>`,
    );
    await expect(widget.mobile).toBeVisible();
    await expectAccessible(page, 'a popup with captcha');
    await widget.askFor(mobile);
    await widget.enter(await codeFor(mobile));
    await expect(widget.success).toBeVisible();
    expect(requests.filter((path) => path.includes('captcha'))).toHaveLength(2);
    expect(violations.console).toEqual([]);
  });

  test('costs nothing where no captcha is on', async ({ page, widget, mobile }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await openHostPage(page, `${scriptTag()}<script>initSendOTP(${configuration()})</script>`);
    await widget.askFor(mobile);
    expect(requests.filter((url) => url.includes('captcha'))).toEqual([]);
  });

  test('is done in a worker, and its token can be used once', async ({ page, widget, mobile }) => {
    const id = await newWidget(withCaptcha);
    const worker = page.waitForEvent('worker');
    const send = page.waitForRequest('**/sendOtp');
    await openHostPage(
      page,
      `${scriptTag()}<script>initSendOTP(${configuration(`widgetId: '${id}'`)})</script>`,
    );
    expect((await worker).url()).toMatch(/^blob:/);
    await widget.askFor(mobile);
    const { idempotencyKey, ...body } = (await send).postDataJSON();
    const again = await page.request.post((await send).url(), {
      data: { ...body, identifier: '919812345678' },
    });
    expect(await again.json()).toMatchObject({ type: 'error', reason: 'captcha_failed' });
  });

  test('breaks no rule of a strict policy', async ({ page, widget, mobile, violations }) => {
    const id = await newWidget(withCaptcha);
    let workers = 0;
    page.on('worker', () => workers++);
    await page.goto(`/csp?widgetId=${id}`);
    await page.getByRole('button', { name: 'Open the members' }).click();
    const challenge = page.waitForResponse('**/captchaChallenge*');
    await widget.askFor(mobile);
    expect((await challenge).ok()).toBe(true);
    await widget.enter(await codeFor(mobile));
    await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
    expect(workers).toBe(0);
    expect(violations.policy).toEqual([]);
    expect(violations.console).toEqual([]);
  });

  test('works where a policy forbids the worker', async ({ page, widget, mobile }) => {
    const id = await newWidget(withCaptcha);
    await page.addInitScript(() => {
      window.Worker = class {
        constructor() {
          throw new TypeError('refused');
        }
      } as unknown as typeof Worker;
    });
    await openHostPage(
      page,
      `${scriptTag()}<script>initSendOTP(${configuration(`widgetId: '${id}'`)})</script>`,
    );
    await widget.askFor(mobile);
  });

  test('works on a page of the site’s own design', async ({ page, mobile }) => {
    const id = await newWidget(withCaptcha);
    await openHostPage(page, ownDesign(id));
    await expect.poll(() => page.evaluate('isCaptchaVerified()')).toBe(true);
    await page.locator('#to').fill(mobile);
    await page.locator('#send').click();
    await expect(page.locator('#state')).toHaveText('sent');
  });

  test('is asked of a page that brings none', async ({ page, mobile }) => {
    const id = await newWidget(withCaptcha);
    await openHostPage(page, ownDesign(id, "captchaToken: 'invented'"));
    await page.locator('#to').fill(mobile);
    await page.locator('#send').click();
    await expect(page.locator('#state')).toHaveText('captcha_failed');
  });
});

test.describe('a vendor', () => {
  for (const kind of ['recaptchaV2', 'hcaptcha', 'turnstile']) {
    test(`${kind} is drawn in the popup and can be reached`, async ({ page, widget, mobile, picture }) => {
      const tokens = await drawingVendor(page, kind);
      const id = await newWidget(vendor(kind));
      await openHostPage(
        page,
        `${scriptTag()}<script>initSendOTP(${configuration(`widgetId: '${id}'`)})</script>`,
      );
      const box = page.getByRole('button', { name: 'I am human' });
      await expect(box).toBeVisible();
      await expect(widget.mobile).toBeFocused();
      await picture(`captcha/${kind}`);
      await widget.mobile.fill(`+${mobile}`);
      if (kind !== 'turnstile') {
        await widget.primary.click();
        await expect(widget.error).toContainText('not a robot');
      }
      await box.click();
      // The vendor's puzzle, which it puts over the page.
      await page.getByRole('button', { name: 'All traffic lights' }).click();
      await widget.primary.click();
      await expect(widget.code).toBeVisible();
      expect(tokens()).toEqual([`${kind} token 1`]);
    });
  }

  test('closes with Escape in the popup', async ({ page, widget }) => {
    await drawingVendor(page, 'hcaptcha');
    const id = await newWidget(vendor('hcaptcha'));
    await openHostPage(
      page,
      `${scriptTag()}<script>initSendOTP(${configuration(`widgetId: '${id}'`)})</script>`,
    );
    await expect(page.getByRole('button', { name: 'I am human' })).toBeVisible();
    await widget.mobile.press('Escape');
    await expect(widget.surface).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'I am human' })).toHaveCount(0);
  });

  test('is drawn where the page says', async ({ page, mobile }) => {
    const tokens = await drawingVendor(page, 'hcaptcha');
    const id = await newWidget(vendor('hcaptcha'));
    await openHostPage(page, `<div id="here"></div>${ownDesign(id, "captchaRenderId: 'here'")}`);
    await expect(page.locator('#here').getByRole('button', { name: 'I am human' })).toBeVisible();
    expect(await page.evaluate('isCaptchaVerified()')).toBe(false);
    await page.locator('#to').fill(mobile);
    await page.locator('#send').click();
    await expect(page.locator('#state')).toHaveText(/captcha/);
    await page.locator('#here button').click();
    await page.getByRole('button', { name: 'All traffic lights' }).click();
    await expect.poll(() => page.evaluate('isCaptchaVerified()')).toBe(true);
    await page.locator('#send').click();
    await expect(page.locator('#state')).toHaveText('sent');
    expect(tokens()).toEqual(['hcaptcha token 1']);
    expect(await page.evaluate('isCaptchaVerified()'), 'a token is used up').toBe(false);
  });

  test('has a place of its own where the page names none', async ({ page, mobile }) => {
    const tokens = await drawingVendor(page, 'recaptchaV2');
    const id = await newWidget(vendor('recaptchaV2'));
    await openHostPage(page, ownDesign(id, "captchaRenderId: 'nowhere'"));
    await page.locator('#to').fill(mobile);
    await page.locator('#send').click();
    const dialog = page.getByRole('dialog', { name: 'Please confirm that you’re not a robot.' });
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(page.locator('#state')).toHaveText(/captcha/);
    await page.locator('#send').click();
    await dialog.getByRole('button', { name: 'I am human' }).click();
    await page.getByRole('button', { name: 'All traffic lights' }).click();
    await expect(page.locator('#state')).toHaveText('sent');
    await expect(dialog).toHaveCount(0);
    expect(tokens()).toEqual(['recaptchaV2 token 1']);
  });

  for (const kind of ['recaptchaV3', 'recaptchaEnterprise']) {
    test(`${kind} asks the visitor nothing`, async ({ page, widget, mobile }) => {
      const tokens = await scoringVendor(page, kind);
      const id = await newWidget(vendor(kind));
      await openHostPage(
        page,
        `${scriptTag()}<script>initSendOTP(${configuration(`widgetId: '${id}'`)})</script>`,
      );
      await widget.askFor(mobile);
      expect(tokens()).toEqual(['otp_send token for site-key']);
    });
  }
});

test('a token that is for other origins gets no work', async ({ page, mobile }) => {
  const id = await newWidget(withCaptcha);
  const token = await newToken(['https://elsewhere.example']);
  await openHostPage(page, ownDesign(id, `tokenAuth: '${token}'`));
  await page.locator('#to').fill(mobile);
  await page.locator('#send').click();
  await expect(page.locator('#state')).toHaveText('origin_not_allowed');
});
