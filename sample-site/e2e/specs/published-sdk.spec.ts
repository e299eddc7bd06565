import { build } from 'esbuild';
import { newWidget } from '../harness/admin.ts';
import { environment } from '../harness/environment.ts';
import { codeFor, messageTo, wrongCode } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';
import type { Envelope } from '../harness/visitor.ts';

/** What the published package exports; its own source declares no types. */
interface PublishedSdk {
  initializeWidget(widgetId: string, tokenAuth: string): Promise<void>;
  getWidgetProcess(): Promise<{ status: string; hasError: boolean; data: Record<string, unknown> }>;
  sendOTP(body: object): Promise<Envelope>;
  retryOTP(body: object): Promise<Envelope>;
  verifyOTP(body: object): Promise<Envelope>;
}

/** Loads `@msg91comm/sendotp-sdk` as published, TypeScript and all; each call yields a copy of its own. */
async function loadSdk(): Promise<PublishedSdk> {
  const bundle = await build({
    entryPoints: ['@msg91comm/sendotp-sdk'],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const source = `${bundle.outputFiles[0]?.text}\n// ${crypto.randomUUID()}`;
  const module_ = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  return module_.OTPWidget as PublishedSdk;
}

test.describe('the published SDK, unmodified, with another host', () => {
  const original = globalThis.fetch;

  test.beforeAll(() => {
    globalThis.fetch = (input, init) =>
      original(String(input).replace('https://control.msg91.com', environment.server), init);
  });
  test.afterAll(() => {
    globalThis.fetch = original;
  });

  test('reads the settings', async () => {
    const sdk = await loadSdk();
    await sdk.initializeWidget(environment.widgetId, environment.token);
    const { status, hasError, data } = await sdk.getWidgetProcess();
    expect({ status, hasError }).toEqual({ status: 'success', hasError: false });
    expect(data).toMatchObject({ widgetId: environment.widgetId, otpLength: 6 });
  });

  test('sends, is refused a wrong code, and verifies', async ({ mobile }) => {
    const sdk = await loadSdk();
    await sdk.initializeWidget(environment.widgetId, environment.token);
    const sent = await sdk.sendOTP({ identifier: mobile });
    expect(sent).toMatchObject({ type: 'success', message: expect.stringMatching(/^[0-9a-f]{24}$/) });
    const reqId = sent.message;
    const otp = await codeFor(mobile);
    expect(await sdk.verifyOTP({ reqId, otp: wrongCode(otp) })).toMatchObject({ type: 'error', code: 705 });
    const verified = await sdk.verifyOTP({ reqId, otp });
    expect(verified.type).toBe('success');
    expect(verified.message.split('.')).toHaveLength(3);
    expect(await sdk.verifyOTP({ reqId, otp })).toMatchObject({ type: 'error', code: 703 });
  });

  test('sends again over another channel', async ({ mobile }) => {
    const sdk = await loadSdk();
    await sdk.initializeWidget(await newWidget({ resendTime: 0 }), environment.token);
    const { message: reqId } = await sdk.sendOTP({ identifier: mobile });
    await messageTo(mobile);
    expect(await sdk.retryOTP({ reqId, retryChannel: 12 })).toMatchObject({
      type: 'success',
      message: reqId,
    });
    expect((await messageTo(mobile, 2)).channel).toBe('whatsapp');
  });
});
