import type { OtpError } from '../headless/otp-error.js';
import type { Texts } from '../locale/texts.js';
import type { Kind } from './kind.js';

/** Which text says a reason in plain words; those that only the site's owner can mend share one. */
const TEXT_OF: Record<string, keyof Texts> = {
  otp_invalid: 'wrong',
  otp_expired: 'expired',
  attempts_exceeded: 'attempts',
  already_verified: 'used',
  not_found: 'used',
  resend_too_soon: 'slow',
  rate_limited: 'slow',
  resend_limit: 'limit',
  captcha_required: 'captcha',
  captcha_failed: 'captcha',
  channel_unavailable: 'channelDown',
  network: 'network',
  timeout: 'network',
  invalid_request: 'failed',
  server_error: 'failed',
  origin_not_allowed: 'unavailable',
  widget_disabled: 'unavailable',
  platform_not_allowed: 'unavailable',
  auth: 'unavailable',
  config: 'unavailable',
};

/** Says an error in the visitor's language; an unknown reason in the server's words, which are presentable too. */
export function explain(error: Partial<OtpError>, texts: Texts, kind: Kind): string {
  if (error.reason === 'invalid_identifier') return kind === 'mobile' ? texts.badMobile : texts.badEmail;
  const key = TEXT_OF[error.reason ?? ''];
  return key ? texts[key] : error.message || texts.failed;
}

/** Whether an error means that the code can never be right any more, so that only a new one helps. */
export function isFinal({ reason }: Partial<OtpError>): boolean {
  return /^(otp_expired|attempts_exceeded|already_verified|not_found)$/.test(reason ?? '');
}
