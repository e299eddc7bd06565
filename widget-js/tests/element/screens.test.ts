// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountInline } from '../../src/element/inline.js';
import { OtpError } from '../../src/headless/otp-error.js';
import type { Pending } from '../../src/headless/types.js';
import type { UiHandle } from '../../src/headless/ui.js';
import ar from '../../src/locale/ar.js';
import { fakeHooks, fakeSession, verified } from '../support/fake-session.js';

let ui: UiHandle;
let hooks: ReturnType<typeof fakeHooks>;
const root = () => document.querySelector('[data-otp-widget]')?.shadowRoot as ShadowRoot;
const find = <E extends HTMLElement>(selector: string) => root().querySelector(selector) as E;
const heading = () => find('h2').textContent;
const alert = () => find('[role=alert]').textContent;
const pending = (more: Partial<Pending> = {}): Pending => ({
  reqId: 'r',
  identifier: '919876543210',
  channel: '12',
  resendAt: 0,
  expiresAt: Date.now() + 60_000,
  retriesLeft: 2,
  ...more,
});
const settle = () => vi.advanceTimersByTimeAsync(0);

async function mount(session = fakeSession()) {
  hooks = fakeHooks();
  ui = mountInline(session, document.body, hooks);
  await settle();
  return session;
}

async function type(name: string, text: string, inputType = 'insertText') {
  const input = find<HTMLInputElement>(`input[name=${name}]`);
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { inputType, bubbles: true }));
  await settle();
}

async function submit() {
  find('form').dispatchEvent(new Event('submit', { cancelable: true }));
  await settle();
}

async function reachCode(session = fakeSession()) {
  await mount(session);
  await type('tel', '98765 43210');
  await submit();
  return session;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  ui.destroy();
  expect(document.body.childElementCount).toBe(0);
  // What was waited for finds nothing to do, and waits for nothing more.
  vi.advanceTimersByTime(5000);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the identifier screen', () => {
  it('sends digits with the country code and goes on to the code', async () => {
    const session = await reachCode();
    expect(session.send).toHaveBeenCalledExactlyOnceWith('919876543210');
    expect(hooks.sent).toHaveBeenCalledOnce();
    expect([ui.state, heading()]).toEqual(['code', 'Enter your code']);
  });

  it('refuses what cannot be a number, and says so at the field', async () => {
    const session = await mount();
    await type('tel', '12');
    await submit();
    expect(session.send).not.toHaveBeenCalled();
    expect(alert()).toBe('Enter a valid mobile number.');
    expect(find('input[name=tel]').getAttribute('aria-invalid')).toBe('true');
  });

  it('changes over to e-mail with what was typed, and announces it', async () => {
    await mount();
    await type('tel', 'anna@');
    expect(find<HTMLInputElement>('input[name=email]').value).toBe('anna@');
    expect(heading()).toBe('Verify your email');
    await vi.advanceTimersByTimeAsync(200);
    expect(find('[role=status]').textContent).toBe('Email address');
  });

  it('has one field for a widget with one contact point', async () => {
    await mount(fakeSession({}, { processType: { value: '3' } }));
    expect(find('input[type=radio]')).toBeNull();
    expect(find('input[name=tel]')).toBeNull();
    expect(heading()).toBe('Verify your email');
  });
});

describe('the code screen', () => {
  it('leaves a typed code to the button and submits a filled one', async () => {
    const session = await reachCode();
    await type('otp', '12345');
    await type('otp', '123456');
    expect(session.verify).not.toHaveBeenCalled();
    await type('otp', '');
    await type('otp', 'Code: 123 456', 'insertFromPaste');
    expect(session.verify).toHaveBeenCalledExactlyOnceWith('123456');
    expect(hooks.verified).toHaveBeenCalledExactlyOnceWith(verified);
    expect([ui.state, heading()]).toEqual(['verified', 'You’re verified']);
    expect(root().activeElement).toBe(find('h2'));
  });

  it('submits a typed code with autoSubmit complete, none with never', async () => {
    const complete = await reachCode(fakeSession({ autoSubmit: 'complete' }));
    await type('otp', '123456');
    expect(complete.verify).toHaveBeenCalledOnce();
    ui.destroy();
    const never = await reachCode(fakeSession({ autoSubmit: 'never' }));
    await type('otp', '123456', 'insertFromPaste');
    expect(never.verify).not.toHaveBeenCalled();
  });

  it('keeps a wrong code, counts, and does not submit it again by itself', async () => {
    const session = await reachCode();
    await type('otp', '111111', 'insertFromPaste');
    expect(alert()).toContain('Attempts left: 2.');
    expect(find<HTMLInputElement>('input[name=otp]').value).toBe('111111');
    await type('otp', '111111', 'insertFromPaste');
    expect(session.verify).toHaveBeenCalledOnce();
    expect(hooks.failed).toHaveBeenCalledOnce();
  });

  it('does not send a refused code again unless it was changed, but says the error again', async () => {
    const session = await reachCode();
    await type('otp', '111111');
    await submit();
    const said = find('[role=alert]').lastChild;
    await submit();
    expect(session.verify).toHaveBeenCalledOnce();
    expect(alert()).toContain('Attempts left: 2.');
    expect(find('[role=alert]').lastChild).not.toBe(said);
    await type('otp', '111112');
    await submit();
    expect(session.verify).toHaveBeenLastCalledWith('111112');
  });

  it('verifies once when autofill fires twice', async () => {
    const session = await reachCode();
    const input = find<HTMLInputElement>('input[name=otp]');
    input.value = '123456';
    input.dispatchEvent(new Event('input'));
    input.dispatchEvent(new Event('input'));
    await settle();
    expect(session.verify).toHaveBeenCalledOnce();
  });

  it('lets the code be sent again after the wait, by the channels that reach the contact', async () => {
    const session = await reachCode();
    const names = [...root().querySelectorAll('[part=channel]')].map((it) => it.getAttribute('aria-label'));
    expect(names).toEqual(['Send again by SMS', 'Send again by WhatsApp']);
    const whatsapp = find('[aria-label="Send again by WhatsApp"]');
    whatsapp.click();
    await settle();
    expect(session.retry).not.toHaveBeenCalled();
    expect(find('[role=timer]').textContent).toBe('Send again in 0:30');
    await vi.advanceTimersByTimeAsync(30_200);
    expect(find('[role=status]').textContent).toBe('You can now ask for the code again.');
    whatsapp.click();
    await settle();
    expect(session.retry).toHaveBeenCalledExactlyOnceWith('12');
    expect(find('#sent').textContent).toContain('by WhatsApp');
    expect(whatsapp.getAttribute('aria-disabled')).toBe('true');
  });

  it('says that a message is on its way when it was the last, and takes the focus to the code', async () => {
    const session = fakeSession({}, {}, pending({ retriesLeft: 1 }));
    await mount(session);
    find('[part=channel]').focus();
    find('[part=channel]').click();
    await vi.advanceTimersByTimeAsync(200);
    expect(find('[role=status]').textContent).toContain('We sent it by SMS');
    expect(find('[part=resend]').textContent).toContain('can’t send this code again');
    expect(root().activeElement).toBe(find('input[name=otp]'));
  });

  it.each([
    ['attempts_exceeded', 'Too many wrong codes.'],
    ['otp_expired', 'This code has expired.'],
    ['already_verified', 'This code can’t be used any more.'],
    ['not_found', 'This code can’t be used any more.'],
  ] as const)('offers a new code when a resend is answered with %s', async (reason, text) => {
    const session = fakeSession({}, {}, pending());
    session.retry.mockRejectedValue(new OtpError(reason, reason));
    await mount(session);
    find('[part=channel]').click();
    await settle();
    expect(alert()).toBe(text);
    find('[part=primary]').click();
    await settle();
    expect(session.send).toHaveBeenCalledExactlyOnceWith('919876543210');
    expect(find('input[name=otp]')).not.toBeNull();
  });

  it('hides the buttons once no resend is left, and keeps the focus', async () => {
    const session = fakeSession();
    session.retry.mockRejectedValue(new OtpError('resend_limit', 'OTP retry count maxed out', { code: 704 }));
    await reachCode(session);
    await vi.advanceTimersByTimeAsync(30_000);
    find('[part=channel]').focus();
    find('[part=channel]').click();
    await settle();
    expect(find('[part=channel]')).toBeNull();
    expect(find('[part=resend]').textContent).toContain('can’t send this code again');
    expect(root().activeElement?.textContent).toContain('can’t send this code again');
  });

  it('offers a new code to the same identifier when this one has expired', async () => {
    const session = await reachCode();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(alert()).toBe('This code has expired.');
    expect(find('input[name=otp]')).toBeNull();
    find('[part=primary]').click();
    await settle();
    expect(session.send).toHaveBeenLastCalledWith('919876543210');
    expect(find('input[name=otp]')).not.toBeNull();
  });

  it.each([true, false])('takes the focus at the end of a code only if it had it: %s', async (inside) => {
    // happy-dom knows no :focus-within.
    const spy = vi.spyOn(HTMLFormElement.prototype, 'matches');
    spy.mockImplementation(function (this: Element, selector) {
      return selector === ':focus-within' && this.contains(root().activeElement);
    });
    await mount(fakeSession({}, {}, pending({ expiresAt: Date.now() + 2000 })));
    const elsewhere = document.createElement('input');
    document.body.append(elsewhere);
    (inside ? find('input[name=otp]') : elsewhere).focus();
    await vi.advanceTimersByTimeAsync(2000);
    expect(alert()).toBe('This code has expired.');
    const focused = inside ? root().activeElement : document.activeElement;
    elsewhere.remove();
    expect(focused).toBe(inside ? find('[part=primary]') : elsewhere);
  });

  it('is no landmark of the page, whose header would have a double', async () => {
    await reachCode();
    expect(root().querySelector('header')).toBeNull();
  });

  it('goes back with the number filled in', async () => {
    const session = await reachCode();
    find('[part=link]').click();
    await settle();
    expect(session.forget).toHaveBeenCalledOnce();
    expect(find<HTMLInputElement>('input[name=tel]').value).toBe('9876543210');
  });
});

describe('a flow', () => {
  it('goes on at the code after a reload', async () => {
    await mount(fakeSession({}, {}, pending()));
    expect(ui.state).toBe('code');
    expect(find('#sent').textContent).toBe('We sent it by WhatsApp to +91\u00a09876543210.');
  });

  it('begins anew, filled in, when the code has expired meanwhile', async () => {
    await mount(fakeSession({}, {}, pending({ expiresAt: Date.now() - 1 })));
    expect(ui.state).toBe('identifier');
    expect(find<HTMLInputElement>('input[name=tel]').value).toBe('9876543210');
  });

  it.each([
    ['919876543210', '919876543210', 'code'],
    ['919876543210', '915555555555', 'identifier'],
    ['919876543210', undefined, 'identifier'],
    [undefined, '915555555555', 'identifier'],
  ] as const)('asked for %s then and %s now, is at the %s', async (given, now, state) => {
    const session = fakeSession({}, {}, pending({ given }));
    await mount({ ...session, config: { ...session.config, ...(now && { identifier: now }) } });
    expect(ui.state).toBe(state);
    if (state === 'code') return;
    expect(session.forget).toHaveBeenCalledOnce();
    expect(find<HTMLInputElement>('input[name=tel]').value).toBe(now ? '5555555555' : '');
  });

  it('takes a number that is no text', async () => {
    const session = fakeSession();
    const identifier = 919876543210 as unknown as string;
    await mount({ ...session, config: { ...session.config, identifier } });
    expect(find<HTMLInputElement>('input[name=tel]').value).toBe('9876543210');
  });

  it('says that something went wrong when a screen cannot be made', async () => {
    const data = vi.fn(() => {
      throw new TypeError('broken');
    });
    await mount({ ...fakeSession(), data });
    expect(alert()).toBe('Something went wrong. Please try again.');
    expect(hooks.failed).toHaveBeenCalledExactlyOnceWith(new TypeError('broken'));
  });

  it('speaks English when the texts do not come, and says what else is wrong', async () => {
    hooks = fakeHooks();
    hooks.loadLocale.mockReturnValue(new Promise(() => {}));
    const session = fakeSession({ lang: 'ar' });
    session.ready = Promise.reject(new OtpError('auth', 'AuthenticationFailure'));
    session.ready.catch(() => {});
    ui = mountInline(session, document.body, hooks);
    await vi.advanceTimersByTimeAsync(4000);
    expect(alert()).toBe('Verification isn’t available here at the moment.');
  });

  it('speaks the wanted language, right to left, with single texts replaced', async () => {
    hooks = fakeHooks();
    hooks.loadLocale.mockResolvedValue(ar);
    ui = mountInline(fakeSession({ lang: 'ar-EG', texts: { send: 'هيا' } }), document.body, hooks);
    await settle();
    expect(hooks.loadLocale).toHaveBeenCalledExactlyOnceWith('ar');
    expect(find('[part~=surface]').dir).toBe('rtl');
    expect([heading(), find('[part=primary]').textContent]).toEqual([ar.mobileTitle, 'هيا']);
  });

  it('speaks English when the texts cannot be had', async () => {
    await mount(fakeSession({ lang: 'ar' }));
    expect([heading(), find('[part~=surface]').lang, find('[part~=surface]').dir]).toEqual([
      'Verify your number',
      'en',
      'ltr',
    ]);
  });

  it('says why it cannot start, and tries again when that may help', async () => {
    const session = fakeSession();
    const good = session.ready;
    session.ready = Promise.reject(new OtpError('network', 'offline'));
    await mount(session);
    expect(alert()).toContain('No connection');
    expect(hooks.failed).toHaveBeenCalledOnce();
    session.ready = good;
    find('[part=primary]').click();
    await settle();
    expect(ui.state).toBe('identifier');
  });

  it('does nothing after its end', async () => {
    const session = await reachCode();
    await type('otp', '1234');
    ui.destroy();
    ui.destroy();
    expect(ui.state).toBe('closed');
    expect(session.verify).not.toHaveBeenCalled();
    expect(hooks.closed).not.toHaveBeenCalled();
  });
});
