import type { ApiAccess } from './api-access.js';
import { isOneTapAuthenticated } from './is-one-tap-authenticated.js';
import { OtpError, type OtpReason } from './otp-error.js';
import type { RequestState } from './request-state.js';
import type { Verified } from './types.js';
import { watchRequest } from './watch-request.js';

/** Milliseconds between two questions for the token of a confirmed link, and how many. */
const PAUSE = 2000;
const TRIES = 10;

/**
 * Waits until somebody confirms the link of a request, on whatever device, and fetches the access token. Undefined when
 * it was confirmed in this browser, which then went on to the redirect page: that page has the token.
 *
 * @param changed called with every new state of the request
 * @throws OtpError reason `voided` ("It wasn't me"), `otp_expired`, `cancelled`, …
 */
export async function waitForLink(
  access: ApiAccess,
  reqId: string,
  changed?: (state: RequestState) => void,
): Promise<Verified | undefined> {
  const { status, redirected } = await watchRequest(access, reqId, changed);
  if (status === 'voided') throw ended('voided', 'The request was declined.', reqId);
  if (status === 'expired') throw ended('otp_expired', 'otp expired', reqId);
  return redirected ? undefined : fetchToken(access, reqId);
}

/** As the API itself would refuse. */
function ended(reason: OtpReason, message: string, requestId: string): OtpError {
  return new OtpError(reason, message, { requestId, cause: { type: 'error', message, reason } });
}

async function fetchToken(access: ApiAccess, reqId: string, tries = TRIES): Promise<Verified> {
  const lost = new OtpError('server_error', 'Something went wrong.', { requestId: reqId });
  const answer = await isOneTapAuthenticated(access, reqId).catch((error: OtpError) => error);
  if (answer && !(answer instanceof Error)) return answer;
  const error = answer ?? lost;
  if (!error.retryable || tries === 1) throw error;
  await new Promise((resume) => setTimeout(resume, PAUSE));
  return fetchToken(access, reqId, tries - 1);
}
