import { newWidget } from '../harness/admin.ts';
import { newMobile } from '../harness/contact.ts';
import { configuration, openHostPage, scriptTag } from '../harness/host-page.ts';
import { codeFor } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';
import { Widget } from '../harness/widget.ts';

const element = (widgetId: string, attributes = '') =>
  `<otp-widget widget-id="${widgetId}" token-auth="demo-token" ${attributes}></otp-widget>`;

test('the element gives a plain form its access token', async ({ page, widget, mobile, picture }) => {
  await page.goto('/inline');
  await expect(widget.mobile).toBeVisible();
  await expect(widget.mobile, 'an inline widget leaves the focus where it is').not.toBeFocused();
  await picture('inline/identifier');
  await widget.askFor(mobile);
  await widget.enter(await codeFor(mobile));
  await expect(widget.success).toBeVisible();
  await picture('inline/verified');
  await page.getByRole('button', { name: 'Put a loaf aside for me' }).click();
  await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
});

test('the form without a verification is asked to verify first', async ({ page, widget }) => {
  await page.goto('/inline');
  await expect(widget.mobile).toBeVisible();
  await page.getByRole('button', { name: 'Put a loaf aside for me' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing was verified yet' })).toBeVisible();
});

test('Enter in the widget does not send the form around it', async ({ page, widget, mobile }) => {
  await page.goto('/inline');
  await widget.mobile.fill(`+${mobile}`);
  await widget.mobile.press('Enter');
  await expect(widget.code).toBeFocused();
  await expect(page).toHaveURL('/inline');
});

test('goes on after a reload in the middle', async ({ page, widget, mobile }) => {
  await page.goto('/inline');
  await widget.askFor(mobile);
  await page.reload();
  await widget.enter(await codeFor(mobile));
  await expect(widget.success).toBeVisible();
});

test('two widgets on a page do not know of each other', async ({ page, mobile }) => {
  const ids = [await newWidget({}), await newWidget({ otpLength: 4 })];
  await openHostPage(page, ids.map((id, i) => element(id, `id="widget-${i}"`)).join('<hr>') + scriptTag());
  const [first, second] = ids.map((_, i) => new Widget(page, page.locator(`#widget-${i}`))) as [
    Widget,
    Widget,
  ];
  const other = newMobile();
  await first.askFor(mobile);
  await second.askFor(other);
  await second.enter(await codeFor(other));
  await expect(second.success).toBeVisible();
  await expect(first.success).toHaveCount(0);
  await first.enter(await codeFor(mobile));
  await expect(first.success).toBeVisible();
});

test('an inline target fills itself and destroys without a trace', async ({ page, widget }) => {
  await openHostPage(page, `<div id="otp"></div>${scriptTag()}`);
  await page.evaluate(`window.instance = initSendOTP(${configuration(`options: { target: '#otp' }`)})`);
  await expect(widget.mobile).toBeVisible();
  await page.evaluate('instance.destroy(); instance.destroy()');
  await expect(page.locator('#otp')).toBeEmpty();
});
