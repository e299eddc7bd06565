import type { Page } from '@playwright/test';
import { codeFor } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';

interface WebOtpStub {
  requests: { transport: unknown; aborted: boolean }[];
  receive(code: string): void;
}
type Stubbed = Window & { webOtp: WebOtpStub };

/** Puts a stand-in for the browser's WebOTP in the page: it remembers requests, and delivers when it is told to. */
async function stubWebOtp(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const stub: WebOtpStub = { requests: [], receive: () => {} };
    Object.assign(window, { webOtp: stub, OTPCredential: class {} });
    navigator.credentials.get = (options?: CredentialRequestOptions) =>
      new Promise((resolve, reject) => {
        const { otp, signal } = options as unknown as { otp: { transport: unknown }; signal: AbortSignal };
        const request = { transport: otp.transport, aborted: false };
        stub.requests.push(request);
        stub.receive = (code) => resolve({ code } as unknown as Credential);
        signal.addEventListener('abort', () => {
          request.aborted = true;
          reject(signal.reason);
        });
      });
  });
}

/** The part that listens is downloaded when the code screen is up. */
async function expectListening(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => (window as unknown as Stubbed).webOtp.requests))
    .toEqual([{ transport: ['sms'], aborted: false }]);
}

test.beforeEach(async ({ page }) => {
  await stubWebOtp(page);
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
});

test('the code that the browser reads from the SMS verifies by itself', async ({ page, widget, mobile }) => {
  await widget.askFor(mobile);
  await expectListening(page);
  await page.evaluate((code) => (window as unknown as Stubbed).webOtp.receive(code), await codeFor(mobile));
  await expect(page).toHaveURL(/\/account$/);
});

test('the browser stops waiting when the window is closed', async ({ page, widget, mobile }) => {
  await widget.askFor(mobile);
  await expectListening(page);
  await page.keyboard.press('Escape');
  await expect
    .poll(() => page.evaluate(() => (window as unknown as Stubbed).webOtp.requests[0]?.aborted))
    .toBe(true);
});

test('no message is waited for when the code goes by e-mail', async ({ page, widget, email }) => {
  await widget.askFor(email);
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => (window as unknown as Stubbed).webOtp.requests)).toEqual([]);
});
