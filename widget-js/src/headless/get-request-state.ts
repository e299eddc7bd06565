import type { ApiAccess } from './api-access.js';
import { callApi } from './call-api.js';
import { errorOf } from './error-of.js';
import type { RequestState } from './request-state.js';

/**
 * Asks once what has become of a request: `GET /api/v5/widget/requestState`.
 *
 * @throws OtpError
 */
export async function getRequestState(access: ApiAccess, reqId: string): Promise<RequestState> {
  const body = await callApi(access, 'requestState', { reqId }, true);
  if (!body.state) throw errorOf(body, reqId);
  return body.state as RequestState;
}
