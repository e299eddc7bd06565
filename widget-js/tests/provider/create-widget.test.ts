// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OtpError } from '../../src/headless/otp-error.js';
import type { OtpConfig } from '../../src/headless/types.js';
import type { UiHandle, UiHooks, UiModule } from '../../src/headless/ui.js';
import { createWidget } from '../../src/provider/create-widget.js';
import { config } from '../support/config.js';
import { fakeServer } from '../support/fake-server.js';

/** A user interface that only remembers what it is asked for. */
function fakeUi() {
  const opened: { hooks: UiHooks; host?: Element; handle: UiHandle & { state: UiHandle['state'] } }[] = [];
  const open = (hooks: UiHooks, host?: Element) => {
    const handle = {
      state: 'identifier' as UiHandle['state'],
      close() {
        handle.state = 'closed';
        hooks.closed();
      },
      destroy: vi.fn(),
    };
    opened.push({ hooks, handle, ...(host && { host }) });
    return handle;
  };
  const module: UiModule = {
    openPopup: (_, hooks) => open(hooks),
    mountInline: (_, host, hooks) => open(hooks, host),
    playIn: (_, __, hooks) => open(hooks),
  };
  return {
    opened,
    ui: vi.fn(async () => module),
    element: vi.fn(),
    captcha: vi.fn(),
    locale: vi.fn(),
    live: vi.fn(),
  };
}

const given = (more: Partial<OtpConfig> = {}): OtpConfig => ({
  ...config,
  success: vi.fn(),
  failure: vi.fn(),
  ...more,
});

beforeEach(() => {
  sessionStorage.clear();
  document.body.replaceChildren();
  fakeServer();
});

it.each([
  [60_000, 'code'],
  [-1, 'loading'],
])('waits for the code of an earlier visit that has %i ms left: %s', (left, state) => {
  const stored = { reqId: 'r', identifier: '919999999999', expiresAt: Date.now() + left };
  sessionStorage.setItem(`otp-widget:${config.widgetId}`, JSON.stringify(stored));
  expect(createWidget(given(), fakeUi()).state).toBe(state);
});

describe('a widget with its own user interface', () => {
  it('opens once, and again after it was closed', async () => {
    const ui = fakeUi();
    const widget = createWidget(given(), ui);
    widget.open();
    widget.open();
    await vi.waitFor(() => expect(ui.opened).toHaveLength(1));
    widget.open();
    expect(widget.state).toBe('identifier');
    widget.close();
    expect(widget.state).toBe('closed');
    widget.open();
    await vi.waitFor(() => expect(ui.opened).toHaveLength(2));
    expect(ui.opened[0]?.handle.destroy).toHaveBeenCalled();
  });

  it('tells failure when the visitor closes it, not when the page does', async () => {
    const ui = fakeUi();
    const c = given();
    const widget = createWidget(c, ui);
    widget.open();
    await vi.waitFor(() => expect(ui.opened).toHaveLength(1));
    widget.close();
    expect(c.failure).not.toHaveBeenCalled();
    widget.open();
    await vi.waitFor(() => expect(ui.opened).toHaveLength(2));
    ui.opened[1]?.handle.close();
    expect(c.failure).toHaveBeenCalledExactlyOnceWith({
      code: 0,
      closeByUser: true,
      message: 'User cancelled the verification process.',
    });
  });

  it('tells success with the compatible payload, and no cancellation after it', async () => {
    const ui = fakeUi();
    const c = given();
    createWidget(c, ui).open();
    await vi.waitFor(() => expect(ui.opened).toHaveLength(1));
    ui.opened[0]?.hooks.verified({ type: 'success', message: 'jwt', accessToken: 'jwt' });
    ui.opened[0]?.handle.close();
    expect(c.success).toHaveBeenCalledExactlyOnceWith({ type: 'success', message: 'jwt' });
    expect(c.failure).not.toHaveBeenCalled();
  });

  it('passes on what the API said', async () => {
    const ui = fakeUi();
    const c = given();
    createWidget(c, ui).open();
    await vi.waitFor(() => expect(ui.opened).toHaveLength(1));
    const cause = { type: 'error', code: 705, message: 'invalid otp', reason: 'otp_invalid' };
    ui.opened[0]?.hooks.failed(new OtpError('otp_invalid', 'invalid otp', { cause }));
    expect(c.failure).toHaveBeenCalledExactlyOnceWith(cause);
  });

  it('shows nothing when it is closed or destroyed while the user interface is under way', async () => {
    const ui = fakeUi();
    for (const end of ['close', 'destroy'] as const) {
      const widget = createWidget(given(), ui);
      widget.open();
      widget[end]();
    }
    await new Promise((resume) => setTimeout(resume, 5));
    expect(ui.opened).toHaveLength(0);
  });

  it('goes inside its target, by selector or element', async () => {
    const host = document.createElement('div');
    host.id = 'otp';
    document.body.append(host);
    for (const target of ['#otp', host]) {
      const ui = fakeUi();
      createWidget(given({ options: { ...config.options, target } }), ui).open();
      await vi.waitFor(() => expect(ui.opened[0]?.host).toBe(host));
    }
  });

  it('says when the target is not there, and when the user interface cannot be loaded', async () => {
    const c = given({ options: { ...config.options, target: '#missing' } });
    createWidget(c, fakeUi()).open();
    await vi.waitFor(() =>
      expect(c.failure).toHaveBeenCalledWith({ message: 'options.target matches no element: #missing' }),
    );
    const d = given();
    const broken = { ...fakeUi(), ui: () => Promise.reject(new OtpError('network', 'x')) };
    const widget = createWidget(d, broken);
    widget.open();
    await vi.waitFor(() => expect(d.failure).toHaveBeenCalledWith(['Something went wrong.']));
    widget.open();
    await vi.waitFor(() => expect(d.failure).toHaveBeenCalledTimes(2));
  });

  it('follows an update', async () => {
    const server = fakeServer();
    const success = vi.fn();
    const widget = createWidget(given(), fakeUi());
    widget.update({ VAR1: 'new', success });
    await widget.sendOtp('x');
    expect(server.calls('sendOtp')[0]?.body).toMatchObject({ VAR1: 'new' });
    await widget.verifyOtp('1');
    expect(success).toHaveBeenCalledOnce();
  });

  it('falls silent and cancels when destroyed, twice without harm', async () => {
    const ui = fakeUi();
    const c = given();
    const widget = createWidget(c, ui);
    widget.open();
    await vi.waitFor(() => expect(ui.opened).toHaveLength(1));
    const failure = vi.fn();
    const call = widget.sendOtp('x', null, failure);
    widget.destroy();
    widget.destroy();
    ui.opened[0]?.hooks.closed();
    await expect(call).rejects.toMatchObject({ reason: 'cancelled' });
    expect(ui.opened[0]?.handle.destroy).toHaveBeenCalled();
    expect(widget.state).toBe('closed');
    widget.open();
    await new Promise((resume) => setTimeout(resume, 5));
    expect(ui.opened).toHaveLength(1);
    expect(failure).not.toHaveBeenCalled();
    expect(c.failure).not.toHaveBeenCalled();
  });
});
