import type { ApiAccess } from './api-access.js';
import { callApi } from './call-api.js';
import { errorOf } from './error-of.js';
import type { Verified } from './types.js';

/**
 * Asks for the access token of a request whose link was confirmed: `POST /api/v5/widget/isOneTapAuthenticated`,
 * contract section 1. Undefined while it is not.
 *
 * @throws OtpError reason `voided`, `otp_expired`, …
 */
export async function isOneTapAuthenticated(access: ApiAccess, reqId: string): Promise<Verified | undefined> {
  const body = await callApi(access, 'isOneTapAuthenticated', { requestId: reqId });
  const { verified, message, state } = body;
  if (verified !== true) return undefined;
  if (!message || typeof message !== 'string') throw errorOf(body, reqId);
  return { type: 'success', message, accessToken: message, ...(typeof state === 'string' && { state }) };
}
