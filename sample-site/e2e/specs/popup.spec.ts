import { newWidget } from '../harness/admin.ts';
import { environment } from '../harness/environment.ts';
import { codeFor, messageTo, wrongCode } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
});

test('verifies a mobile number', async ({ page, widget, mobile, picture }) => {
  await expect(widget.title).toHaveText('Verify your number');
  await picture('popup/identifier');
  await widget.askFor(mobile);
  const message = await messageTo(mobile);
  expect(message.channel).toBe('sms');
  await picture('popup/code');
  await widget.enter(message.code);
  await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
  await picture('popup/signed-in');
});

test('verifies an e-mail address', async ({ page, widget, email }) => {
  await widget.askFor(email);
  const message = await messageTo(email);
  expect(message.channel).toBe('email');
  await widget.enter(message.code);
  await expect(page.getByRole('heading', { name: `Signed in as ${email}` })).toBeVisible();
});

test('changes over by itself to what is typed', async ({ widget, email }) => {
  await widget.mobile.pressSequentially('vis');
  await expect(widget.email).toBeFocused();
  await expect(widget.email).toHaveValue('vis');
  await widget.email.fill(email);
  await widget.primary.click();
  await expect(widget.code).toBeVisible();
  await messageTo(email);
});

test('takes the country from a pasted number', async ({ widget }) => {
  await widget.mobile.fill('+44 7400 123456');
  await expect(widget.country).toHaveValue('GB');
});

test('says how many attempts are left after a wrong code', async ({ page, widget, mobile, picture }) => {
  await widget.askFor(mobile);
  const right = await codeFor(mobile);
  await widget.enter(wrongCode(right));
  await expect(widget.error).toHaveText('That code isn’t right. Check it and try again. Attempts left: 2.');
  await expect(widget.code).toBeFocused();
  await expect(widget.code).toHaveAttribute('aria-invalid', 'true');
  await expect(widget.codeRow).toHaveJSProperty('scrollLeft', 0);
  await picture('popup/wrong-code');
  await widget.enter(right);
  await expect(page).toHaveURL(/\/account$/);
});

test('offers a new code when the attempts are used up', async ({ page, widget, mobile, picture }) => {
  await widget.askFor(mobile);
  const right = await codeFor(mobile);
  for (const left of [2, 1]) {
    await widget.enter(wrongCode(right));
    await expect(widget.error).toContainText(`Attempts left: ${left}.`);
  }
  await widget.enter(wrongCode(right));
  await expect(widget.error).toContainText(/Attempts left: 0|Too many wrong codes/);
  if (await widget.code.isVisible()) await widget.enter(right);
  await expect(widget.error).toHaveText('Too many wrong codes.');
  await expect(widget.primary).toHaveText('Get a new code');
  await picture('popup/attempts-exceeded');
  await widget.primary.click();
  await widget.enter(await codeFor(mobile, 2));
  await expect(page).toHaveURL(/\/account$/);
});

test('refuses a number that cannot be one', async ({ widget }) => {
  await widget.mobile.fill('12');
  await widget.primary.click();
  await expect(widget.error).toHaveText('Enter a valid mobile number.');
  await expect(widget.mobile).toBeFocused();
});

test('repeats the code over another channel after the wait', async ({ page, widget, mobile, picture }) => {
  await page.goto(`/popup?widgetId=${await newWidget({ resendTime: 1 })}`);
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  const first = await messageTo(mobile);
  const whatsapp = widget.surface.getByRole('button', { name: 'Send again by WhatsApp' });
  await expect(whatsapp).not.toHaveAttribute('aria-disabled', 'true');
  await picture('popup/resend');
  await whatsapp.click();
  const second = await messageTo(mobile, 2);
  expect(second.channel).toBe('whatsapp');
  await expect(widget.status).toContainText('We sent it by WhatsApp');
  expect(second.code, 'a late first message stays good').toBe(first.code);
  await widget.enter(second.code);
  await expect(page).toHaveURL(/\/account$/);
});

test('counts down to the resend, and believes the server over its own clock', async ({
  page,
  widget,
  mobile,
}) => {
  await page.clock.install();
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  await expect(widget.timer).toHaveText(/Send again in 0:(30|29|28)/);
  const again = widget.channels.first();
  await expect(again).toHaveAttribute('aria-disabled', 'true');
  await page.clock.fastForward('00:31');
  await expect(widget.timer).toHaveText('Didn’t get the code?');
  await expect(widget.status).toHaveText('You can now ask for the code again.');
  await again.click();
  await expect(widget.timer).toHaveText(/Send again in 0:(30|2\d)/);
  await expect(again).toHaveAttribute('aria-disabled', 'true');
});

test('tells when no resend is left', async ({ page, widget, mobile }) => {
  await page.goto(`/popup?widgetId=${await newWidget({ resendTime: 0, resendCount: 1 })}`);
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  await widget.channels.first().click();
  await messageTo(mobile, 2);
  await expect(widget.surface.getByText('We can’t send this code again.').first()).toBeVisible();
  await expect(widget.channels).toHaveCount(0);
});

test('lets the visitor correct the number', async ({ widget, mobile, email }) => {
  await widget.askFor(mobile);
  await expect(widget.change).toHaveText('Change number');
  await widget.change.click();
  await expect(widget.mobile).toBeFocused();
  await expect(widget.mobile).toHaveValue(mobile.slice(2));
  await widget.askFor(email);
  await messageTo(email);
});

for (const way of ['Escape', 'button'] as const) {
  test(`closed by ${way}, tells the page and returns the focus`, async ({ page, widget }) => {
    await expect(widget.mobile).toBeFocused();
    await (way === 'Escape' ? page.keyboard.press('Escape') : widget.close.click());
    await expect(widget.surface).toHaveCount(0);
    await expect(page.locator('#status')).toHaveText('You closed the window.');
    await expect(page.getByRole('button', { name: 'Sign in with a code' })).toBeFocused();
  });
}

test('goes on after a reload in the middle', async ({ page, widget, mobile }) => {
  await widget.askFor(mobile);
  const code = await codeFor(mobile);
  await page.reload();
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await expect(widget.code).toBeVisible();
  await widget.enter(code);
  await expect(page).toHaveURL(/\/account$/);
  await messageTo(mobile, 1);
});

test('shows a failure of the server in plain words and recovers', async ({ page, widget, mobile }) => {
  const send = `${environment.server}/api/v5/widget/sendOtp`;
  await page.route(send, (route) => route.abort('connectionrefused'));
  await widget.mobile.fill(`+${mobile}`);
  await widget.primary.click();
  await expect(widget.error).toHaveText('No connection. Check your internet and try again.');
  await page.unroute(send);
  await widget.primary.click();
  await expect(widget.code).toBeVisible();
});
