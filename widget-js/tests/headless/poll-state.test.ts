import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OtpError } from '../../src/headless/otp-error.js';
import { pollState } from '../../src/headless/poll-state.js';
import type { RequestState } from '../../src/headless/request-state.js';
import { pendingState } from '../support/state-server.js';

const refuse = (reason: 'network' | 'not_found') => () => Promise.reject(new OtpError(reason, reason));
const ask = vi.fn<(signal: AbortSignal) => Promise<RequestState>>();
const take = vi.fn<(state: RequestState) => void>();
const failed = vi.fn<(error: OtpError) => void>();
const asked = () => ask.mock.calls.length;

beforeEach(() => {
  vi.useFakeTimers();
  ask.mockReset().mockResolvedValue(pendingState);
  take.mockReset();
  failed.mockReset();
});
afterEach(() => void vi.useRealTimers());

it('asks at once, and then more and more slowly, up to five seconds', async () => {
  const stop = pollState(ask, take, failed);
  const times: number[] = [];
  const begun = Date.now();
  for (let known = 0; times.length < 8; await vi.advanceTimersByTimeAsync(1)) {
    if (asked() > known) times.push(Date.now() - begun);
    known = asked();
  }
  const pauses = times.map((time, i) => Math.round((time - (times[i - 1] ?? 0)) / 10) / 100);
  expect(pauses).toEqual([0, 2, 2.5, 3.13, 3.91, 4.88, 5, 5]);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});

it('outlasts what may pass, and ends with what does not', async () => {
  ask.mockImplementationOnce(refuse('network')).mockImplementationOnce(refuse('not_found'));
  let stop = () => {};
  failed.mockImplementation(() => stop());
  stop = pollState(ask, take, failed);
  await vi.advanceTimersByTimeAsync(2000);
  expect(failed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ reason: 'not_found' }));
  expect([asked(), vi.getTimerCount()]).toEqual([2, 0]);
});

it('cancels the question that is open when it is ended, and says nothing of it', async () => {
  ask.mockImplementation(
    (signal) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(new OtpError('cancelled', 'cancelled'))),
      ),
  );
  const stop = pollState(ask, take, failed);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked(), take.mock.calls.length, failed.mock.calls.length]).toEqual([1, 0, 0]);
});
