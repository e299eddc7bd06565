// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OtpConfig } from '../../src/headless/types.js';
import { createProvider } from '../../src/provider/create-provider.js';
import { config } from '../support/config.js';
import { fakeServer, JWT, offline, REQ_ID, widgetData } from '../support/fake-server.js';

const NAMES = ['sendOtp', 'retryOtp', 'verifyOtp', 'getWidgetData', 'isCaptchaVerified'] as const;
const refused = { type: 'error', code: 705, message: 'invalid otp', reason: 'otp_invalid', attemptsLeft: 2 };
const custom = { status: 'success', data: { ...widgetData, widgetType: { value: '2' } } };

const given = (more: Partial<OtpConfig> = {}): OtpConfig => ({
  ...config,
  options: {},
  exposeMethods: true,
  success: vi.fn(),
  failure: vi.fn(),
  ...more,
});
const { initSendOTP } = createProvider('https://otp.example.com', null);
const init = (c = given()) => initSendOTP(c);
const page = () => window as Required<Window>;

beforeEach(() => {
  sessionStorage.clear();
  for (const name of NAMES) delete window[name];
});

describe('initSendOTP with exposeMethods', () => {
  it.each([undefined, null, 'fn', {}])('throws when success is %s', (success) => {
    expect(() => init(given({ success: success as never }))).toThrow('success callback function missing !');
    expect(() => initSendOTP(success as never)).toThrow('success callback function missing !');
    expect(window.sendOtp).toBeUndefined();
  });

  it.each(['widgetId', 'tokenAuth'])('says that %s is missing', (key) => {
    expect(() => init(given({ [key]: undefined }))).toThrow(`${key} is missing`);
    expect(window.sendOtp).toBeUndefined();
  });

  it.each([true, 'true'] as const)('puts all methods on window in the same tick for %j', (exposed) => {
    fakeServer();
    init(given({ exposeMethods: exposed }));
    for (const name of NAMES) expect(typeof window[name]).toBe('function');
    expect(page().getWidgetData()).toBeUndefined();
    expect(page().isCaptchaVerified()).toBe(false);
  });

  it('lets calls made at once wait for the settings, and the page know them then', async () => {
    const server = fakeServer();
    const widget = init();
    await page().sendOtp('919999999999');
    expect(server.seen.map(({ url }) => url.pathname)).toEqual([
      '/api/v5/widget/getWidgetProcess',
      '/api/v5/widget/sendOtp',
    ]);
    expect(page().getWidgetData()).toEqual(widgetData);
    expect(page().isCaptchaVerified()).toBe(true);
    expect(await widget.ready).toEqual(widgetData);
    expect(performance.getEntriesByName('otp:ready').length).toBeGreaterThan(0);
  });

  it.each([
    ['hcaptcha', {}, false],
    ['builtin', {}, false],
    ['hcaptcha', { captchaToken: 'of the page' }, true],
  ])('tells of %s whether it waits for the visitor', async (captcha_type, more, verified) => {
    const data = { ...widgetData, captchaValidations: 1, widgetMeta: { captcha_type } };
    fakeServer({ getWidgetProcess: { status: 'success', data } });
    await init(given(more)).ready;
    expect(page().isCaptchaVerified()).toBe(verified);
  });

  it('gives callbacks exactly the payload of the original, and promises more', async () => {
    fakeServer();
    init();
    const success = vi.fn();
    const sent = await page().sendOtp('919999999999', success);
    expect(success).toHaveBeenCalledExactlyOnceWith({ type: 'success', message: REQ_ID });
    expect(sent).toMatchObject({ type: 'success', message: REQ_ID, reqId: REQ_ID, channel: '11' });
  });

  it('fires both the callbacks of verifyOtp and those of the configuration', async () => {
    fakeServer({ verifyOtp: [refused, { type: 'success', message: JWT }] });
    const c = given();
    init(c);
    await page().sendOtp('x');
    const [success, failure] = [vi.fn(), vi.fn()];
    await page()
      .verifyOtp('000000', success, failure)
      .catch(() => {});
    for (const callback of [failure, c.failure]) {
      expect(callback).toHaveBeenCalledExactlyOnceWith(refused);
    }
    await page().verifyOtp(123456, success, failure);
    for (const callback of [success, c.success]) {
      expect(callback).toHaveBeenCalledExactlyOnceWith({ type: 'success', message: JWT });
    }
    expect(failure).toHaveBeenCalledOnce();
  });

  it('does not fire the configuration for send and retry', async () => {
    fakeServer({ retryOtp: refused });
    const c = given();
    init(c);
    await page().sendOtp('x');
    const failure = vi.fn();
    await page()
      .retryOtp(null, null, failure)
      .catch(() => {});
    expect(failure).toHaveBeenCalledExactlyOnceWith(refused);
    expect(c.success).not.toHaveBeenCalled();
    expect(c.failure).not.toHaveBeenCalled();
  });

  it('calls both even when the first throws, which the page gets to see', async () => {
    fakeServer();
    const c = given();
    init(c);
    const thrown = vi.fn();
    vi.stubGlobal('queueMicrotask', (task: () => void) => {
      expect(task).toThrow('page bug');
      thrown();
    });
    await page().verifyOtp(
      '1',
      () => {
        throw new Error('page bug');
      },
      null,
      REQ_ID,
    );
    expect(thrown).toHaveBeenCalledOnce();
    expect(c.success).toHaveBeenCalledOnce();
  });

  it('says when HTTP itself failed', async () => {
    fakeServer({ verifyOtp: () => new Response('<html>', { status: 502 }) });
    init();
    const failure = vi.fn();
    await page()
      .verifyOtp('1', null, failure, REQ_ID)
      .catch(() => {});
    expect(failure).toHaveBeenCalledExactlyOnceWith(['Something went wrong.']);
  });

  it.each([undefined, null, ''])('fails a verification without a code (%j)', async (otp) => {
    fakeServer();
    const c = given();
    init(c);
    const failure = vi.fn();
    const call = page().verifyOtp(otp as never, null, failure, REQ_ID);
    await expect(call).rejects.toMatchObject({ reason: 'invalid_request' });
    const payload = { message: 'OTP not provided in verifyOtp() method.' };
    expect(failure).toHaveBeenCalledExactlyOnceWith(payload);
    expect(c.failure).toHaveBeenCalledExactlyOnceWith(payload);
  });

  it('throws at once for a Custom widget without a channel, once it can be known', async () => {
    fakeServer({ getWidgetProcess: custom });
    const widget = init();
    const failure = vi.fn();
    const early = page().retryOtp(null, null, failure, REQ_ID);
    await expect(early).rejects.toThrow('Channel not provided in retryOtp() method.');
    expect(failure).toHaveBeenCalledWith({ message: 'Channel not provided in retryOtp() method.' });
    await widget.ready;
    expect(() => page().retryOtp(null)).toThrow('Channel not provided in retryOtp() method.');
    await expect(page().retryOtp(12, null, null, REQ_ID)).resolves.toMatchObject({ reqId: REQ_ID });
  });

  it('uses the reqId that the page remembers', async () => {
    const server = fakeServer();
    init();
    await page().retryOtp('11', null, null, 'theirs');
    expect(server.calls('retryOtp')[0]?.body).toMatchObject({ reqId: 'theirs', retryChannel: '11' });
  });

  it('tells failure when the settings are refused', async () => {
    const body = {
      status: 'fail',
      type: 'error',
      code: '201',
      message: 'AuthenticationFailure',
      reason: 'auth',
    };
    fakeServer({ getWidgetProcess: body });
    const c = given();
    init(c);
    await vi.waitFor(() => expect(c.failure).toHaveBeenCalledExactlyOnceWith(body));
  });

  it('never downloads the user interface', async () => {
    const server = fakeServer();
    init();
    await page().sendOtp('x');
    await page().verifyOtp('1');
    expect(server.seen.every(({ url }) => url.pathname.startsWith('/api/v5/widget/'))).toBe(true);
    expect(document.querySelectorAll('script, link')).toHaveLength(0);
  });

  it('marks a promise handled only when a failure callback takes the failure', async () => {
    fakeServer({ getWidgetProcess: offline, verifyOtp: refused });
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listen);
    fakeServer({ sendOtp: refused, verifyOtp: refused });
    init();
    page().sendOtp('x', null, () => {});
    page().verifyOtp('1', null, null, REQ_ID);
    await new Promise((resume) => setTimeout(resume, 20));
    expect(unhandled).toEqual([]);
    page().sendOtp('y');
    await new Promise((resume) => setTimeout(resume, 20));
    process.off('unhandledRejection', listen);
    expect(unhandled).toHaveLength(1);
  });
});

describe('initSendOTP again', () => {
  it('replaces the earlier one, whose calls end and whose callbacks fall silent', async () => {
    fakeServer();
    const provider = createProvider('https://otp.example.com', null);
    const first = given();
    provider.initSendOTP(first);
    const stale = page().sendOtp('x', vi.fn(), first.failure);
    const second = provider.initSendOTP(given());
    await expect(stale).rejects.toMatchObject({ reason: 'cancelled' });
    expect(first.failure).not.toHaveBeenCalled();
    expect(page().sendOtp).toBe(second.sendOtp);
    await expect(page().sendOtp('x')).resolves.toMatchObject({ reqId: REQ_ID });
  });

  it('keeps the earlier one when the new configuration is wrong', async () => {
    fakeServer();
    const provider = createProvider('https://otp.example.com', null);
    const first = provider.initSendOTP(given());
    expect(() => provider.initSendOTP(given({ widgetId: '' }))).toThrow();
    expect(page().sendOtp).toBe(first.sendOtp);
    await expect(first.sendOtp('x')).resolves.toMatchObject({ reqId: REQ_ID });
  });

  it('takes the methods off window when destroyed, those of others left alone', () => {
    fakeServer();
    const provider = createProvider('https://otp.example.com', null);
    const first = provider.initSendOTP(given());
    const second = provider.initSendOTP(given());
    first.destroy();
    expect(page().sendOtp).toBe(second.sendOtp);
    const theirs = vi.fn();
    window.verifyOtp = theirs;
    second.destroy();
    expect(NAMES.filter((name) => name in window)).toEqual(['verifyOtp']);
  });
});
