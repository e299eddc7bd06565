// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baseOf } from '../../src/provider/base-of.js';
import { configOfScript } from '../../src/provider/config-of-script.js';
import { config } from '../support/config.js';
import { fakeServer, JWT, REQ_ID } from '../support/fake-server.js';

const SRC = 'https://otp.example.com/otp-provider.js?v=3';

/** A script tag that is on the page without being fetched. */
function tag(data: Record<string, string> = {}, src = SRC): HTMLScriptElement {
  const script = document.createElement('script');
  script.type = 'test/plain';
  script.src = src;
  Object.assign(script.dataset, data);
  document.head.append(script);
  return script;
}

/** Runs the script as the given tag would. */
async function run(script: HTMLScriptElement | null) {
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script);
  vi.resetModules();
  await import('../../src/provider/main.js');
  vi.restoreAllMocks();
}

beforeEach(() => {
  sessionStorage.clear();
  fakeServer();
});

afterEach(() => {
  document.head.replaceChildren();
  for (const name of [
    'initSendOTP',
    'OtpWidget',
    'sendOtp',
    'retryOtp',
    'verifyOtp',
    'getWidgetData',
  ] as const) {
    delete window[name];
  }
  delete window.isCaptchaVerified;
});

describe('baseOf', () => {
  it.each([
    ['https://h.example/otp-provider.js', 'https://h.example'],
    ['https://h.example/otp-provider.js?v=/otp-provider.js', 'https://h.example'],
    ['https://h.example:8443/app/assets/otp-provider/otp-provider.js', 'https://h.example:8443'],
    ['https://h.example/v1/otp-provider.js#x', 'https://h.example'],
    ['https://h.example/assets/otp-provider.0a1b2c3d4e.js', 'https://h.example'],
    ['https://h.example/prefix/otp-provider.js', 'https://h.example/prefix'],
    ['https://otp-provider.example/otp-provider.js', 'https://otp-provider.example'],
    ['', ''],
  ])('finds the server of %s', (url, base) => {
    expect(baseOf(url)).toBe(base);
  });
});

describe('the script', () => {
  it('adds two globals and starts nothing by itself', async () => {
    const before = new Set(Object.getOwnPropertyNames(window));
    await run(tag());
    const added = Object.getOwnPropertyNames(window).filter((name) => !before.has(name));
    expect(added.sort()).toEqual(['OtpWidget', 'initSendOTP']);
    expect(window.OtpWidget?.base).toBe('https://otp.example.com');
    expect(fetch).toBeDefined();
  });

  it('calls the server that it came from, or the one that is named', async () => {
    const server = fakeServer();
    await run(tag());
    const { options, ...rest } = config;
    await window.initSendOTP?.({ ...rest, exposeMethods: true } as typeof config).ready;
    await window.initSendOTP?.({
      ...rest,
      exposeMethods: true,
      options: { apiBase: 'https://other.example' },
    } as typeof config).ready;
    expect(server.seen.map(({ url }) => url.origin)).toEqual([
      'https://otp.example.com',
      'https://other.example',
    ]);
  });

  it('finds its tag when it does not run as a classic script', async () => {
    tag();
    await run(null);
    expect(window.OtpWidget?.base).toBe('https://otp.example.com');
  });

  it('works off the queue of a stub, past a wrong configuration', async () => {
    const microtask = vi.fn();
    vi.stubGlobal('queueMicrotask', microtask);
    const good = { ...config, exposeMethods: true };
    window.initSendOTP = Object.assign(() => {}, { q: [{} as typeof config, good] }) as never;
    await run(tag());
    expect(microtask).toHaveBeenCalledOnce();
    expect(window.sendOtp).toBeTypeOf('function');
  });

  it('starts from data attributes and finds the functions when it calls them', async () => {
    const server = fakeServer();
    await run(
      tag({
        widgetId: config.widgetId,
        tokenAuth: 'demo-token',
        exposeMethods: '',
        success: 'shop.onVerified',
        failure: 'onFailed',
        lang: 'hi',
      }),
    );
    const shop = { onVerified: vi.fn() };
    vi.stubGlobal('shop', shop);
    await window.sendOtp?.('x');
    await window.verifyOtp?.('1');
    expect(shop.onVerified).toHaveBeenCalledExactlyOnceWith({ type: 'success', message: JWT });
    expect(server.calls('sendOtp')[0]?.body).toMatchObject({ lang: 'hi', tokenAuth: 'demo-token' });
  });

  it('holds back with data-render="explicit" until it is started', async () => {
    const server = fakeServer();
    const data = { widgetId: 'w', tokenAuth: 't', exposeMethods: 'true', success: 'f', render: 'explicit' };
    await run(tag(data));
    expect(server.seen).toHaveLength(0);
    expect(window.sendOtp).toBeUndefined();
    await window.OtpWidget?.start().ready;
    expect(server.seen).toHaveLength(1);
  });

  it('goes on with the widgets of another copy from the same server', async () => {
    await run(tag());
    const first = window.OtpWidget;
    const widget = window.initSendOTP?.({ ...config, exposeMethods: true });
    await run(tag({}, 'https://otp.example.com/v1/otp-provider.js'));
    expect(window.OtpWidget).toBe(first);
    window.initSendOTP?.({ ...config, exposeMethods: true });
    expect(widget?.state).toBe('closed');
  });

  it('lets a copy from another server take over, the earlier widgets still working', async () => {
    await run(tag());
    const widget = window.initSendOTP?.({ ...config, exposeMethods: true });
    await run(tag({}, 'https://elsewhere.example/otp-provider.js'));
    expect(window.OtpWidget?.base).toBe('https://elsewhere.example');
    await expect(widget?.sendOtp('x')).resolves.toMatchObject({ reqId: REQ_ID });
  });
});

describe('an element on the page', () => {
  it('is defined by a later try when the download fails', async () => {
    vi.useFakeTimers();
    document.body.innerHTML = '<otp-widget></otp-widget>';
    const define = vi
      .fn()
      .mockRejectedValueOnce(new Error('offline'))
      .mockRejectedValueOnce(new Error('offline'));
    define.mockResolvedValue(undefined);
    window.OtpWidget = { base: 'https://otp.example.com', define } as never;
    await run(tag());
    await vi.advanceTimersByTimeAsync(999);
    expect(define).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(define).toHaveBeenCalledTimes(3);
    document.body.replaceChildren();
    vi.useRealTimers();
  });
});

describe('configOfScript', () => {
  it('reads every attribute', () => {
    expect(
      configOfScript(
        tag({
          widgetId: 'w',
          tokenAuth: 't',
          identifier: 'a@example.com',
          target: '#otp',
          lang: 'de',
          theme: 'dark',
          success: 'ok',
          apiBase: 'https://api.example',
        }),
      ),
    ).toEqual({
      widgetId: 'w',
      tokenAuth: 't',
      identifier: 'a@example.com',
      success: expect.any(Function),
      options: { target: '#otp', lang: 'de', theme: 'dark', apiBase: 'https://api.example' },
    });
  });

  it('takes data-expose-methods="false" at its word', () => {
    expect(configOfScript(tag({ exposeMethods: 'false' })).exposeMethods).toBe(false);
  });

  it('leaves a missing function to the check of initSendOTP', () => {
    expect(configOfScript(tag()).success).toBeUndefined();
  });
});
