// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as live from '../../src/element/live/index.js';
import type { OtpConfig } from '../../src/headless/types.js';
import { createProvider } from '../../src/provider/create-provider.js';
import { createWidget } from '../../src/provider/create-widget.js';
import type { UiLoader } from '../../src/provider/load-ui.js';
import { config } from '../support/config.js';
import { fakeServer, JWT, REQ_ID, sent, widgetData } from '../support/fake-server.js';
import { pendingState } from '../support/state-server.js';
import { tokenFor } from '../support/token.js';

const link = { status: 'success', data: { ...widgetData, verificationType: '2' } };
const state = (status: string) => ({ type: 'success', message: REQ_ID, state: { ...pendingState, status } });
const token = tokenFor(config.widgetId);
const given = (more: Partial<OtpConfig> = {}): OtpConfig => ({
  ...config,
  exposeMethods: true,
  success: vi.fn(),
  failure: vi.fn(),
  ...more,
});
const loader = () =>
  ({
    ui: vi.fn(),
    element: vi.fn(),
    captcha: vi.fn(),
    locale: vi.fn(),
    live: vi.fn(async () => live),
  }) satisfies UiLoader;

beforeEach(() => {
  sessionStorage.clear();
  // There is no server-sent event from a stand-in for fetch.
  vi.stubGlobal('EventSource', undefined);
});
afterEach(() => {
  vi.useRealTimers();
  history.replaceState(null, '', '/');
});

describe('a magic link sent with a design of one’s own', () => {
  it('is waited for, and verifies as a code does', async () => {
    vi.useFakeTimers();
    const server = fakeServer({
      getWidgetProcess: link,
      sendOtp: { ...sent, matchCode: '47' },
      requestState: [state('pending'), state('confirmed')],
      isOneTapAuthenticated: { type: 'success', verified: true, message: JWT, state: 'cart 7' },
    });
    const c = given({ options: { ...config.options, state: 'cart 7' } });
    const widget = createWidget(c, loader());
    expect(await widget.sendOtp('a@example.com')).toMatchObject({ reqId: REQ_ID, matchCode: '47' });
    expect(server.calls('sendOtp')[0]).toMatchObject({
      body: { state: 'cart 7' },
      init: { credentials: 'include' },
    });
    expect(widget.state).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1900);
    expect(c.success).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    const payload = { type: 'success', message: JWT, state: 'cart 7' };
    expect(c.success).toHaveBeenCalledExactlyOnceWith(payload);
    expect(widget.state).toBe('verified');
    await widget.sendOtp('b@example.com');
    expect(widget.state).toBe('waiting');
    widget.destroy();
  });

  it('is waited for again after a reload', async () => {
    fakeServer({ getWidgetProcess: link, requestState: state('pending') });
    const first = createWidget(given(), loader());
    await first.sendOtp('a@example.com');
    first.destroy();
    fakeServer({
      getWidgetProcess: link,
      requestState: state('confirmed'),
      isOneTapAuthenticated: { type: 'success', verified: true, message: JWT },
    });
    const c = given();
    const widget = createWidget(c, loader());
    await vi.waitFor(() =>
      expect(c.success).toHaveBeenCalledExactlyOnceWith({ type: 'success', message: JWT }),
    );
    expect(widget.state).toBe('verified');
  });

  it('fails when somebody says that it was not them', async () => {
    fakeServer({ getWidgetProcess: link, requestState: state('voided') });
    const c = given();
    await createWidget(c, loader()).sendOtp('a@example.com');
    await vi.waitFor(() =>
      expect(c.failure).toHaveBeenCalledExactlyOnceWith(
        expect.objectContaining({ type: 'error', reason: 'voided' }),
      ),
    );
  });

  it('waits for the latest request alone, and for none once the widget is gone', async () => {
    vi.useFakeTimers();
    const server = fakeServer({
      getWidgetProcess: link,
      sendOtp: [sent, { ...sent, message: 'second' }],
      requestState: state('pending'),
    });
    const widget = createWidget(given(), loader());
    await widget.sendOtp('a@example.com');
    await widget.sendOtp('b@example.com');
    await vi.advanceTimersByTimeAsync(10_000);
    const about = server.calls('requestState').map(({ url }) => url.searchParams.get('reqId'));
    expect(new Set(about.slice(1))).toEqual(new Set(['second']));
    widget.destroy();
    const asked = server.seen.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.seen).toHaveLength(asked);
  });

  it('downloads nothing and sends no cookies for a widget that sends codes', async () => {
    const server = fakeServer();
    const parts = loader();
    const widget = createWidget(given(), parts);
    await widget.sendOtp('a@example.com');
    expect(parts.live).not.toHaveBeenCalled();
    expect(server.calls('sendOtp')[0]?.init.credentials).toBeUndefined();
    expect(widget.state).toBe('code');
  });
});

describe('the page that a confirmed link leads to', () => {
  const arrive = () => history.replaceState(null, '', `/#otp-access-token=${token}&state=cart+7`);
  const { initSendOTP } = createProvider('https://otp.example.com', null);

  it.each([true, false])('succeeds by itself, exposeMethods %s', async (exposeMethods) => {
    fakeServer();
    arrive();
    const c = given({ exposeMethods });
    const widget = initSendOTP(c);
    expect(location.hash).toBe('');
    expect(c.success).not.toHaveBeenCalled();
    expect(widget.state).toBe('verified');
    await widget.ready;
    const payload = { type: 'success', message: token, state: 'cart 7' };
    expect(c.success).toHaveBeenCalledExactlyOnceWith(payload);
    expect(document.querySelector('[data-otp-widget]')).toBeNull();
    expect(widget.state).toBe('verified');
    widget.destroy();
  });

  it('leaves the token of another widget to that one', async () => {
    fakeServer();
    arrive();
    const other = given({ widgetId: '0'.repeat(24) });
    initSendOTP(other);
    expect(location.hash).not.toBe('');
    const mine = given();
    initSendOTP(mine);
    await vi.waitFor(() => expect(mine.success).toHaveBeenCalledOnce());
    expect(other.success).not.toHaveBeenCalled();
  });
});
