import { newWidget } from '../harness/admin.ts';
import { environment } from '../harness/environment.ts';
import { messagesTo } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';

const CODE = '402817';

for (const kind of ['mobile', 'email'] as const) {
  test(`demo credentials verify in the popup by ${kind}, and nothing is sent`, async ({
    page,
    widget,
    mobile,
    email,
  }) => {
    const identifier = kind === 'mobile' ? mobile : email;
    const widgetId = await newWidget({
      resendTime: 0,
      demoCredentials: { name: 'Reviewer', mobile, email, otp: CODE },
    });
    await page.goto(`/popup?widgetId=${widgetId}`);
    await page.getByRole('button', { name: 'Sign in with a code' }).click();
    await widget.askFor(identifier);
    await widget.enter('999999');
    await expect(widget.error).toHaveText('That code isn’t right. Check it and try again. Attempts left: 2.');
    const resent = page.waitForResponse(/retryOtp/);
    await widget.channels.first().click();
    expect(await (await resent).json()).toMatchObject({ type: 'success', retriesLeft: 2 });
    await widget.enter(CODE);
    await expect(page).toHaveURL(/\/account$/);
    expect(await messagesTo(identifier)).toEqual([]);
  });
}

test('the exchange says that it was the demo', async ({ mobile }) => {
  const widgetId = await newWidget({ demoCredentials: { name: 'Reviewer', mobile, otp: CODE } });
  const call = async (name: string, body: object) => {
    const answer = await fetch(`${environment.server}/api/v5/widget/${name}`, {
      method: 'POST',
      body: JSON.stringify({ widgetId, ...body }),
    });
    return (await answer.json()) as { message: string; demo?: boolean };
  };
  const tokenAuth = environment.token;
  const { message: reqId } = await call('sendOtp', { tokenAuth, identifier: mobile });
  const { message: accessToken } = await call('verifyOtp', { tokenAuth, reqId, otp: CODE });
  const { authkey } = environment;
  const exchanged = await call('verifyAccessToken', { authkey, 'access-token': accessToken });
  expect(exchanged).toEqual({ type: 'success', message: mobile, demo: true });
});
