import type { OtpError } from '../headless/otp-error.js';
import type { Texts } from '../locale/texts.js';
import type { Kind } from './kind.js';

/** Which reasons a text says in plain words; those that only the site's owner can mend share one. */
const REASONS: Partial<Record<keyof Texts, string>> = {
  wrong: 'otp_invalid',
  expired: 'otp_expired',
  attempts: 'attempts_exceeded',
  used: 'already_verified not_found voided',
  slow: 'resend_too_soon rate_limited',
  limit: 'resend_limit',
  channelDown: 'channel_unavailable',
  captcha: 'captcha_required captcha_failed',
  network: 'network timeout',
  failed: 'invalid_request server_error',
  unavailable: 'origin_not_allowed widget_disabled platform_not_allowed auth config',
};

function keyOf({ reason = '' }: { reason?: string }): keyof Texts | undefined {
  return (Object.keys(REASONS) as (keyof Texts)[]).find((key) => REASONS[key]?.split(' ').includes(reason));
}

/** Says an error in the visitor's language; an unknown reason in the server's words, which are presentable too. */
export function explain(error: Partial<OtpError>, texts: Texts, kind: Kind): string {
  if (error.reason === 'invalid_identifier') return kind === 'mobile' ? texts.badMobile : texts.badEmail;
  const key = keyOf(error);
  return key ? texts[key] : (error.reason && error.message) || texts.failed;
}

/** Whether an error means that the code can never be right any more, so that only a new one helps. */
export function isFinal(error: Partial<OtpError>): boolean {
  return /^(expired|attempts|used)$/.test(keyOf(error) ?? '');
}
