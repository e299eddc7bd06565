/** Why a call failed: stable, unlike texts, and without the several meanings of code 704. */
export type OtpReason =
  | 'otp_invalid'
  | 'otp_expired'
  | 'attempts_exceeded'
  | 'already_verified'
  | 'resend_too_soon'
  | 'resend_limit'
  | 'rate_limited'
  | 'captcha_required'
  | 'captcha_failed'
  | 'invalid_identifier'
  | 'invalid_request'
  | 'channel_unavailable'
  | 'origin_not_allowed'
  | 'widget_disabled'
  | 'platform_not_allowed'
  | 'auth'
  | 'not_found'
  | 'voided'
  | 'server_error'
  | 'cancelled'
  | 'network'
  | 'timeout'
  | 'config';

/** What an {@link OtpError} is made from; what is undefined is left out. */
export interface OtpErrorFields {
  readonly code?: number | string | undefined;
  readonly retryAfter?: number | undefined;
  readonly attemptsLeft?: number | undefined;
  readonly requestId?: string | undefined;
  /** The API's error body, or the exception below. */
  readonly cause?: unknown;
}

const RETRYABLE = /^(network|timeout|server_error|rate_limited|resend_too_soon)$/;

/** A failed call. Carries the API's own `type`, `code` and `message`, and `reason` to branch on. Contract section 1. */
export class OtpError extends Error {
  override readonly name = 'OtpError';
  readonly type = 'error';
  /** The compatible code (705, `"401"`, …), untouched; absent when the API gives none. */
  declare readonly code?: number | string;
  readonly reason: OtpReason;
  /** True when the same call may succeed later, after `retryAfter` if that is given. */
  readonly retryable: boolean;
  /** Seconds to wait. */
  declare readonly retryAfter?: number;
  /** Wrong codes that are still forgiven. */
  declare readonly attemptsLeft?: number;
  /** The reqId that the call was about. */
  declare readonly requestId?: string;

  constructor(reason: OtpReason, message: string, { cause, ...fields }: OtpErrorFields = {}) {
    super(message, { cause });
    // Spread, stringified and logged copies keep the text, as those of the plain body do.
    Object.defineProperty(this, 'message', { value: message, enumerable: true });
    this.reason = reason;
    this.retryable = RETRYABLE.test(reason);
    for (const [key, value] of Object.entries(fields))
      if (value !== undefined) Object.assign(this, { [key]: value });
  }
}
