import type { ApiAccess } from './api-access.js';
import { callApi } from './call-api.js';
import { errorOf } from './error-of.js';
import type { Verified } from './types.js';

/** A code, and the request that it belongs to. */
export interface VerifyRequest {
  readonly reqId: string;
  readonly otp: string;
  /** 1 to 100 characters: the same key again gives the same answer and costs no attempt. Made when absent. */
  readonly idempotencyKey?: string;
}

/**
 * Checks a code: `POST /api/v5/widget/verifyOtp`, contract section 1.
 *
 * @throws OtpError reason `otp_invalid` with `attemptsLeft`, `otp_expired`, `attempts_exceeded`, …
 */
export async function verifyOtp(access: ApiAccess, request: VerifyRequest): Promise<Verified> {
  const body = await callApi(access, 'verifyOtp', { ...request });
  const { message } = body;
  if (!message || typeof message !== 'string') throw errorOf(body);
  return { type: 'success', message, accessToken: message };
}
