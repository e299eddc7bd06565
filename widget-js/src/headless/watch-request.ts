import type { ApiAccess } from './api-access.js';
import { endpointOf } from './call-api.js';
import { getRequestState } from './get-request-state.js';
import { OtpError } from './otp-error.js';
import { pollState } from './poll-state.js';
import type { RequestState } from './request-state.js';
import { streamState } from './stream-state.js';

/**
 * Follows a request until it ends: by server-sent events, or by asking where those do not get through. Rests while the
 * page is in the back/forward cache, and looks anew when the visitor comes back to it.
 *
 * @param changed called with every new state, the last one included
 * @returns the last state
 * @throws OtpError reason `cancelled` when `access.signal` is aborted, or why the server refuses
 */
export function watchRequest(
  access: ApiAccess,
  reqId: string,
  changed: (state: RequestState) => void = () => {},
): Promise<RequestState> {
  const { widgetId, tokenAuth, signal } = access;
  const url = `${endpointOf(access, 'requestEvents')}?${new URLSearchParams({ widgetId, tokenAuth, reqId })}`;
  return new Promise((resolve, reject) => {
    const following = new AbortController();
    let stop = () => {};
    let known = '';

    const end = (settle: () => void) => {
      stop();
      following.abort();
      settle();
    };
    const fail = (error: OtpError) => end(() => reject(error));
    const take = (state: RequestState) => {
      const text = JSON.stringify(state);
      if (text !== known) changed(state);
      known = text;
      if (state.status !== 'pending') end(() => resolve(state));
    };
    const poll = () => {
      stop = pollState((its) => getRequestState({ ...access, signal: its }, reqId), take, fail);
    };
    const start = () => {
      stop();
      if (typeof EventSource === 'undefined') poll();
      else stop = streamState(url, take, poll);
    };
    const cancel = () => fail(new OtpError('cancelled', 'The verification was cancelled.'));

    if (signal?.aborted) return cancel();
    const until = { signal: following.signal };
    signal?.addEventListener('abort', cancel, until);
    if (typeof document !== 'undefined') {
      addEventListener('pagehide', () => stop(), until);
      addEventListener('pageshow', ({ persisted }) => persisted && start(), until);
      // Phones cut the connections of a page behind a mail app, and say nothing.
      document.addEventListener('visibilitychange', () => document.hidden || start(), until);
    }
    start();
  });
}
