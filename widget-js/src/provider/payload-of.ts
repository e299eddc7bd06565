import type { OtpError } from '../headless/otp-error.js';

/** What a failure callback of the compatible API gets. Contract section 2, below the table of methods. */
export function payloadOf(error: OtpError): unknown {
  const { cause, reason, message } = error;
  if ((cause as { type?: unknown } | undefined)?.type === 'error') return cause;
  return /^(network|timeout|server_error)$/.test(reason) ? ['Something went wrong.'] : { message };
}
