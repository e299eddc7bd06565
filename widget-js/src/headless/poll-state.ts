import type { OtpError } from './otp-error.js';
import type { RequestState } from './request-state.js';

/** Milliseconds between two questions, at first and at most. */
const PAUSE = 2000;
const LONGEST = 5000;

/**
 * Asks for a request's state again and again, more slowly with time.
 *
 * @param ask one question, which the signal cancels
 * @param failed called when the server refuses to answer for good
 * @returns what ends it
 */
export function pollState(
  ask: (signal: AbortSignal) => Promise<RequestState>,
  take: (state: RequestState) => void,
  failed: (error: OtpError) => void,
): () => void {
  const ended = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const next = async (pause: number) => {
    const state = await ask(ended.signal).catch((error: OtpError) => {
      if (!error.retryable && !ended.signal.aborted) failed(error);
    });
    if (state && !ended.signal.aborted) take(state);
    if (!ended.signal.aborted) timer = setTimeout(next, pause, Math.min(pause * 1.25, LONGEST));
  };
  next(PAUSE);
  return () => {
    ended.abort();
    clearTimeout(timer);
  };
}
