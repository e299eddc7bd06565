import { vi } from 'vitest';
import { OtpError } from '../../src/headless/otp-error.js';
import type { OtpSession } from '../../src/headless/session.js';
import type { Channel, OtpOptions, Pending, Sent, Verified } from '../../src/headless/types.js';
import type { UiHooks } from '../../src/headless/ui.js';
import type { WidgetData } from '../../src/headless/widget-data.js';
import { config } from './config.js';

const step = (channel: string) => ({
  processId: channel,
  processVia: { value: '5' },
  channel: { value: channel },
});

/** Settings of a Custom widget for both kinds of contact. */
export const settings = {
  widgetId: config.widgetId,
  widgetType: { value: '2' },
  processType: { value: '1' },
  verificationType: '1',
  otpLength: 6,
  retryCount: 3,
  defaultCountry: { iso2: 'IN', name: 'India', dialCode: '91' },
  processes: [step('11'), step('12'), step('3')],
} as unknown as WidgetData;

export const verified: Verified = { type: 'success', message: 'jwt', accessToken: 'jwt' };

/** A session without a server: 123456 is right, a message waits 30 s for the next and lives 10 minutes. */
export function fakeSession(options: OtpOptions = {}, data: Partial<WidgetData> = {}, pending?: Pending) {
  let current = pending;
  let attemptsLeft = 3;
  const send = (identifier: string, channel: Channel): Sent => {
    const [resendAt, expiresAt] = [Date.now() + 30_000, Date.now() + 600_000];
    const retriesLeft = (current?.retriesLeft ?? 4) - 1;
    current = { reqId: 'r', identifier, channel, resendAt, expiresAt, retriesLeft };
    return { type: 'success', message: 'r', reqId: 'r', channel, resendAt, expiresAt, retriesLeft };
  };
  return {
    config: { ...config, options },
    ready: Promise.resolve({ ...settings, ...data }),
    data: () => ({ ...settings, ...data }),
    current: () => current,
    arrived: (): Verified | undefined => undefined,
    send: vi.fn(async (identifier: string) => send(identifier, identifier.includes('@') ? '3' : '11')),
    retry: vi.fn(async (channel?: Channel | null) => send(current?.identifier ?? '', channel ?? '11')),
    verify: vi.fn(async (otp: string) => {
      if (otp === '123456') return verified;
      attemptsLeft -= 1;
      throw new OtpError('otp_invalid', 'invalid otp', { code: 705, attemptsLeft });
    }),
    forget: vi.fn(() => {
      current = undefined;
    }),
    prepare: vi.fn(),
    isCaptchaVerified: () => true,
    destroy: vi.fn(),
  } satisfies OtpSession;
}

/** Hooks that remember. */
export function fakeHooks() {
  return {
    verified: vi.fn<UiHooks['verified']>(),
    failed: vi.fn<UiHooks['failed']>(),
    closed: vi.fn<UiHooks['closed']>(),
    sent: vi.fn<NonNullable<UiHooks['sent']>>(),
    loadLocale: vi.fn<UiHooks['loadLocale']>(async () => Promise.reject(new Error('none'))),
    loadLive: vi.fn<UiHooks['loadLive']>(async () => Promise.reject(new Error('none'))),
  };
}
