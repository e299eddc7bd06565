import { accessOf } from './access-of.js';
import type { OtpSession } from './session.js';
import type { Verified } from './types.js';
import { waitForLink } from './wait-for-link.js';

/** Waits for the link of a session's current request, which then is over; undefined as {@link waitForLink} has it. */
export async function waitAlone(session: OtpSession, signal: AbortSignal): Promise<Verified | undefined> {
  const reqId = session.current()?.reqId ?? '';
  const verified = await waitForLink({ ...accessOf(session.config), signal }, reqId);
  if (!signal.aborted) session.forget();
  return verified;
}
