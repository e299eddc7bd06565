import { expect, it } from 'vitest';
import { resendChannels } from '../../src/element/channels.js';
import { explain, isFinal } from '../../src/element/explain.js';
import { contrast } from '../../src/element/theme.js';
import type { OtpReason } from '../../src/headless/otp-error.js';
import type { WidgetData } from '../../src/headless/widget-data.js';
import hi from '../../src/locale/hi.js';

/** All but `cancelled`, which is never shown; the type makes the list complete. */
const REASONS: Record<Exclude<OtpReason, 'cancelled'>, true> = {
  otp_invalid: true,
  otp_expired: true,
  attempts_exceeded: true,
  already_verified: true,
  resend_too_soon: true,
  resend_limit: true,
  rate_limited: true,
  captcha_required: true,
  captcha_failed: true,
  invalid_identifier: true,
  invalid_request: true,
  channel_unavailable: true,
  origin_not_allowed: true,
  widget_disabled: true,
  platform_not_allowed: true,
  auth: true,
  not_found: true,
  voided: true,
  server_error: true,
  network: true,
  timeout: true,
  config: true,
};

it.each(Object.keys(REASONS) as OtpReason[])('%s is said in the visitor’s language', (reason) => {
  const text = explain({ reason, message: 'in the language of the server' }, hi, 'mobile');
  expect(Object.values(hi)).toContain(text);
});

it('an unknown reason is said in the server’s words', () => {
  const reason = 'brand_new' as OtpReason;
  expect(explain({ reason, message: 'Come back tomorrow.' }, hi, 'mobile')).toBe('Come back tomorrow.');
  expect(explain({ reason, message: '' }, hi, 'mobile')).toBe(hi.failed);
});

it('an identifier is explained by its kind', () => {
  expect(explain({ reason: 'invalid_identifier' }, hi, 'email')).toBe(hi.badEmail);
});

it('only a new code helps after these', () => {
  const final = (Object.keys(REASONS) as OtpReason[]).filter((reason) => isFinal({ reason }));
  expect(final.sort()).toEqual([
    'already_verified',
    'attempts_exceeded',
    'not_found',
    'otp_expired',
    'voided',
  ]);
});

it('contrast follows WCAG', () => {
  expect(contrast('rgb(0, 0, 0)', 'rgb(255, 255, 255)')).toBeCloseTo(21);
  expect(contrast('rgb(119, 119, 119)', 'rgb(255, 255, 255)')).toBeCloseTo(4.48, 1);
  expect(contrast('color(srgb 1 0.4 0)', 'rgb(255,255,255)')).toBeCloseTo(2.9, 0);
});

it('a Custom widget resends by the channels of its resend steps that reach the contact, a Default one by any', () => {
  const step = (via: string, channel: string) => ({
    processId: 1,
    processVia: { value: via },
    channel: { value: channel },
  });
  const data = {
    widgetType: { value: '2' },
    processes: [step('2', '4'), step('5', '11'), step('5', '12'), step('5', '11'), step('5', '3')],
  } as unknown as WidgetData;
  expect(resendChannels(data, 'mobile')).toEqual(['11', '12']);
  expect(resendChannels(data, 'email')).toEqual(['3']);
  expect(resendChannels({ ...data, widgetType: { value: '1' } }, 'email')).toEqual([null]);
});
