import type { OtpError } from './otp-error.js';
import type { Pending } from './types.js';

/** What a failed retry or verify teaches about the request: undefined when the server no longer knows it. */
export function afterFailure(pending: Pending, error: OtpError): Pending | undefined {
  const { reason, attemptsLeft, retryAfter } = error;
  if (reason === 'not_found' || reason === 'already_verified') return undefined;
  return {
    ...pending,
    ...(attemptsLeft !== undefined && { attemptsLeft }),
    ...(reason === 'attempts_exceeded' && { attemptsLeft: 0 }),
    ...(reason === 'resend_limit' && { retriesLeft: 0 }),
    ...(reason === 'resend_too_soon' && retryAfter && { resendAt: Date.now() + retryAfter * 1000 }),
  };
}
