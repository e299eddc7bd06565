import { OtpError } from './otp-error.js';

/** What a Custom widget answers to a resend without a channel. Contract section 2. */
export function channelMissing(): OtpError {
  return new OtpError('config', 'Channel not provided in retryOtp() method.');
}
