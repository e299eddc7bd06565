// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { webOtp } from '../../src/element/live/web-otp.js';

let signals: AbortSignal[];
let answer: (credential: { code: string }) => void;
const received = vi.fn<(code: string) => void>();
const open = () => signals.map((signal) => !signal.aborted);

/** What browsers say about a page that goes into the back/forward cache, or comes out of it. */
const turn = (type: string, persisted: boolean) =>
  window.dispatchEvent(Object.assign(new Event(type), { persisted }));

beforeEach(() => {
  signals = [];
  received.mockClear();
  vi.stubGlobal('OTPCredential', class {});
  vi.stubGlobal('navigator', {
    credentials: {
      get: ({ signal }: { signal: AbortSignal }) =>
        new Promise((give, refuse) => {
          signals.push(signal);
          answer = give;
          signal.addEventListener('abort', () => refuse(signal.reason));
        }),
    },
  });
});
afterEach(() => void vi.unstubAllGlobals());

it('stops asking when the page is left, and asks again when it comes back', async () => {
  const life = new AbortController();
  webOtp(received, life.signal);
  expect(open()).toEqual([true]);
  turn('pagehide', true);
  expect(open()).toEqual([false]);
  turn('pageshow', true);
  expect(open()).toEqual([false, true]);
  answer({ code: '123456' });
  await vi.waitFor(() => expect(received).toHaveBeenCalledExactlyOnceWith('123456'));
  life.abort();
});

it('asks once on a page that is merely shown, and never after its end', () => {
  const life = new AbortController();
  webOtp(received, life.signal);
  turn('pageshow', false);
  expect(open()).toEqual([true]);
  life.abort();
  turn('pageshow', true);
  expect(open()).toEqual([false]);
});
