// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountInline } from '../../src/element/inline.js';
import * as live from '../../src/element/live/index.js';
import { mailboxOf } from '../../src/element/live/mailboxes.js';
import type { RequestState } from '../../src/headless/request-state.js';
import type { OtpOptions, Pending } from '../../src/headless/types.js';
import type { UiHandle } from '../../src/headless/ui.js';
import type { WidgetData } from '../../src/headless/widget-data.js';
import { fakeServer, JWT } from '../support/fake-server.js';
import { fakeHooks, fakeSession, settings } from '../support/fake-session.js';
import { pendingState } from '../support/state-server.js';

const AT = '2030-01-01T12:01:03Z';
const link = { verificationType: '2' } as const;

let ui: UiHandle;
let hooks: ReturnType<typeof fakeHooks>;
let server: ReturnType<typeof fakeServer>;
let state: Partial<RequestState>;
const root = () => document.querySelector('[data-otp-widget]')?.shadowRoot as ShadowRoot;
const find = <E extends HTMLElement>(selector: string) => root().querySelector(selector) as E;
const text = (selector: string) => find(selector)?.textContent;
const line = () => text('.line');
const pending = (more: Partial<Pending> = {}): Pending => ({
  reqId: 'r',
  identifier: '919876543210',
  channel: '11',
  resendAt: 0,
  expiresAt: Date.now() + 600_000,
  retriesLeft: 2,
  ...more,
});
const message = (status: 'queued' | 'sent' | 'delivered' | 'failed') => ({
  messages: [{ channel: '11' as const, status, at: AT, cause: null }],
});
/** The state is asked for every few seconds, since no stream reaches this page. */
const pass = (seconds = 6) => vi.advanceTimersByTimeAsync(seconds * 1000);

async function mount(data: Partial<WidgetData> = {}, waits = pending(), options: OtpOptions = {}) {
  const own = { apiBase: 'https://otp.example.com', ...options };
  const session = fakeSession(own, data, waits);
  hooks = fakeHooks();
  hooks.loadLive.mockImplementation(async () => live);
  ui = mountInline(session, document.body, hooks);
  await pass(1);
  return session;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', undefined);
  state = {};
  server = fakeServer({
    requestState: () => ({ type: 'success', message: 'r', state: { ...pendingState, ...state } }),
    isOneTapAuthenticated: { type: 'success', verified: true, message: JWT },
  });
});
afterEach(async () => {
  ui.destroy();
  const asked = server.seen.length;
  await pass(30);
  expect([server.seen.length - asked, vi.getTimerCount()]).toEqual([0, 0]);
  vi.useRealTimers();
});

describe('the code screen', () => {
  it('follows the message, and says aloud only that it has arrived', async () => {
    state = message('queued');
    await mount();
    expect(line()).toBe('');
    state = message('sent');
    await pass();
    const time = new Intl.DateTimeFormat('en', { timeStyle: 'medium' }).format(new Date(AT));
    expect(line()).toBe(`Sent ${time}`);
    expect(text('[role=status]')).toContain('We sent it by SMS');
    state = message('delivered');
    await pass();
    expect(line()).toBe(`Sent ${time} · delivered`);
    expect(text('[role=status]')).toBe(`Sent ${time} · delivered`);
    expect(find('.why')).toBeNull();
  });

  it('says why nothing comes, and offers the channel that helps', async () => {
    state = { ...message('failed'), hint: 'wrong_kind', nextChannel: '12' };
    const session = await mount();
    await pass();
    expect(line()).toBe('Not delivered');
    expect(text('[role=status]')).toBe('Not delivered This number can’t receive SMS.');
    const offer = find<HTMLButtonElement>('.why button');
    expect(text('.why')).toBe('Why no code?This number can’t receive SMS.Try WhatsApp');
    state = message('sent');
    offer.click();
    await pass(1);
    expect(session.retry).toHaveBeenCalledExactlyOnceWith('12');
    expect(find('.why')).toBeNull();
  });

  it('offers it no sooner than a resend is allowed', async () => {
    state = { ...message('failed'), nextChannel: '12' };
    const session = await mount({}, pending({ resendAt: Date.now() + 20_000 }));
    const offer = find<HTMLButtonElement>('.why button');
    expect(offer.getAttribute('aria-disabled')).toBe('true');
    offer.click();
    await pass(20);
    expect(session.retry).not.toHaveBeenCalled();
    expect(offer.hasAttribute('aria-disabled')).toBe(false);
  });

  it.each(['carrier_delay', 'provider_trouble', 'bad_recipient', 'unsubscribed'])(
    'explains %s',
    async (hint) => {
      state = { ...message('sent'), hint };
      await mount();
      expect(text('.why p:last-child')).toMatch(/\w+\.$/);
      expect(text('.why')).not.toContain('{');
    },
  );

  it('keeps quiet about a reason that it does not know', async () => {
    state = { ...message('sent'), hint: 'sunspots' };
    await mount();
    expect(find('.why')).toBeNull();
  });

  it('asks nothing when it is told not to', async () => {
    await mount({}, pending(), { live: false });
    await pass();
    expect(server.seen).toHaveLength(0);
    expect(find('.line').hidden).toBe(true);
  });

  it('works without', async () => {
    const session = fakeSession({}, {}, pending());
    hooks = fakeHooks();
    ui = mountInline(session, document.body, hooks);
    await pass(1);
    expect([ui.state, hooks.failed.mock.calls.length]).toEqual(['code', 0]);
  });
});

describe('a magic-link widget', () => {
  const waits = (more: Partial<Pending> = {}) =>
    pending({ identifier: 'anna@gmail.com', channel: '3', matchCode: '47', ...more });

  it('speaks of links from the first screen on', async () => {
    await mount(link, pending({ expiresAt: 0 }));
    expect(text('.primary')).toBe('Send link');
    expect(text('.header')).toContain('We’ll send you a link.');
  });

  it('lets the page replace those words', async () => {
    await mount(link, pending({ expiresAt: 0 }), { texts: { send: 'Mail me' } });
    expect(text('.primary')).toBe('Mail me');
  });

  it('shows where the link went, the digits to compare, and the way to the mailbox', async () => {
    await mount(link, waits());
    expect(ui.state).toBe('waiting');
    expect(text('h2')).toBe('Check your messages');
    expect(text('.header .text')).toBe('We sent a link by email to anna@gmail.com.');
    expect(text('.digits')).toBe('47');
    expect(text('[role=status]')).toContain('Enter these digits there. 47');
    const open = find<HTMLAnchorElement>('a');
    expect([open.href, open.target, open.rel]).toEqual(['https://mail.google.com/', '_blank', 'noreferrer']);
    expect(open.textContent).toBe('Open Gmail');
  });

  it('shows neither digits nor a mailbox that there is not', async () => {
    const { matchCode, ...without } = waits({ identifier: 'anna@example.com' });
    await mount(link, without);
    expect(find('.match').hidden).toBe(true);
    expect(find('a')).toBeNull();
    expect(text('[role=status]')).not.toContain('digits');
  });

  it('is verified by itself once the link is confirmed somewhere', async () => {
    const session = await mount(link, waits());
    state = { status: 'confirmed' };
    await pass();
    expect(ui.state).toBe('verified');
    expect(session.forget).toHaveBeenCalledOnce();
    expect(hooks.verified).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ accessToken: JWT }));
  });

  it('leaves the rest to the tab that the link has opened in this browser', async () => {
    await mount(link, waits());
    state = { status: 'confirmed', redirected: true };
    await pass();
    expect(text('.header')).toContain('Carry on in the tab that the link opened.');
    expect(hooks.verified).not.toHaveBeenCalled();
  });

  it.each([
    ['voided', 'Someone said it wasn’t them', 'voided'],
    ['expired', 'This link has expired.', 'otp_expired'],
  ] as const)('offers a new link when it is %s', async (status, words, reason) => {
    const session = await mount(link, waits());
    state = { status };
    await pass();
    expect(text('[role=alert]')).toContain(words);
    expect(hooks.failed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ reason }));
    expect([find('.match'), find('.resend')]).toEqual([null, null]);
    state = {};
    find<HTMLButtonElement>('.primary').click();
    await pass(1);
    expect(session.send).toHaveBeenCalledExactlyOnceWith('anna@gmail.com');
    expect([ui.state, text('[role=alert]')]).toEqual(['waiting', '']);
  });

  it('expires by the clock of the page as well', async () => {
    await mount(link, waits({ expiresAt: Date.now() + 5000 }));
    await pass(6);
    expect(text('[role=alert]')).toContain('This link has expired.');
  });

  it('says nothing of a scanner that opened the link', async () => {
    await mount(link, waits());
    const before = root().textContent;
    state = { openedByScanner: true };
    await pass();
    expect(root().textContent?.replace(/Send again in [\d:]+/, '')).toBe(before);
  });

  it('sends the link again, and goes on waiting', async () => {
    const session = await mount(link, waits());
    find<HTMLButtonElement>('.channel').click();
    await pass(1);
    expect(session.retry).toHaveBeenCalledExactlyOnceWith('3');
    state = { status: 'confirmed' };
    await pass();
    expect(ui.state).toBe('verified');
  });

  it('goes back to the address that was mistyped, and waits no more', async () => {
    const session = await mount(link, waits());
    find<HTMLButtonElement>('.header .link').click();
    await pass(1);
    expect(session.forget).toHaveBeenCalledOnce();
    expect(find<HTMLInputElement>('input[name=email]').value).toBe('anna@gmail.com');
    const asked = server.seen.length;
    await pass(20);
    expect(server.seen).toHaveLength(asked);
  });

  it('cannot start without the part that knows about links', async () => {
    hooks = fakeHooks();
    const session = fakeSession({ apiBase: 'https://otp.example.com' }, { ...settings, ...link });
    ui = mountInline(session, document.body, hooks);
    await pass(1);
    expect(text('[role=alert]')).not.toBe('');
    expect(hooks.failed).toHaveBeenCalledOnce();
  });

  it('greets who comes back by the link', async () => {
    const session = fakeSession({}, link);
    hooks = fakeHooks();
    const arrived = { type: 'success', message: JWT, accessToken: JWT } as const;
    ui = mountInline({ ...session, arrived: () => arrived }, document.body, hooks);
    await pass(1);
    expect(ui.state).toBe('verified');
    expect(hooks.verified).toHaveBeenCalledExactlyOnceWith(arrived);
  });
});

it.each([
  ['a@GMAIL.com', 'Gmail'],
  ['a@hotmail.co.uk', 'Outlook'],
  ['a@yahoo.co.in', 'Yahoo Mail'],
  ['a@gmx.at', 'GMX'],
  ['a@notgmail.com', undefined],
  ['a@gmail.com.example.org', undefined],
  ['919876543210', undefined],
])('knows the mailbox of %s: %s', (email, name) => {
  // The afterEach of this file wants one.
  ui = { close() {}, destroy() {}, state: 'closed' };
  expect(mailboxOf(email)?.name).toBe(name);
});
