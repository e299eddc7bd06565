import type { ApiAccess } from './api-access.js';
import { callApi } from './call-api.js';
import { sentOf } from './sent-of.js';
import type { Channel, Sent } from './types.js';

/** Which request is sent again. */
export interface RetryRequest {
  readonly reqId: string;
  /** Must be named for a Custom widget; `null` lets a Default widget choose. */
  readonly retryChannel?: Channel | null;
  /** 1 to 100 characters: the same key again gives the same answer and no second message. Made when absent. */
  readonly idempotencyKey?: string;
}

/**
 * Sends the code of a request again: `POST /api/v5/widget/retryOtp`, contract section 1. The answer's reqId counts from then on.
 *
 * @throws OtpError reason `resend_too_soon` with `retryAfter`, `resend_limit`, …
 */
export async function retryOtp(access: ApiAccess, request: RetryRequest): Promise<Sent> {
  return sentOf(await callApi(access, 'retryOtp', { ...request }));
}
