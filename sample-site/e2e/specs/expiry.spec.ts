import { environment } from '../harness/environment.ts';
import { codeFor } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';

test('a code that runs out in the open window makes way for a new one', async ({
  page,
  widget,
  mobile,
  picture,
}) => {
  await page.clock.install();
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  await page.clock.fastForward('10:01');
  await expect(widget.error).toHaveText('This code has expired.');
  await expect(widget.primary).toHaveText('Get a new code');
  await expect(widget.primary).toBeFocused();
  await picture('popup/expired');
  await widget.primary.click();
  await widget.enter(await codeFor(mobile, 2));
  await expect(page).toHaveURL(/\/account$/);
});

test('a code that the server calls expired makes way for a new one', async ({ page, widget, email }) => {
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(email);
  const expired = { type: 'error', code: 706, message: 'otp expired', reason: 'otp_expired' };
  await page.route(
    `${environment.server}/api/v5/widget/verifyOtp`,
    (route) => route.fulfill({ json: expired }),
    {
      times: 1,
    },
  );
  await widget.enter(await codeFor(email));
  await expect(widget.error).toHaveText('This code has expired.');
  await widget.primary.click();
  await widget.enter(await codeFor(email, 2));
  await expect(page).toHaveURL(/\/account$/);
});

test('a verification that ran out while the visitor was away starts over', async ({
  page,
  widget,
  mobile,
}) => {
  await page.clock.install();
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  await page.clock.fastForward('11:00');
  await page.reload();
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await expect(widget.mobile).toBeVisible();
  await expect(widget.code).toHaveCount(0);
});
