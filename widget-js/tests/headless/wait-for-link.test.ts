import { afterEach, describe, expect, it, vi } from 'vitest';
import { isOneTapAuthenticated } from '../../src/headless/is-one-tap-authenticated.js';
import { waitForLink } from '../../src/headless/wait-for-link.js';
import { fakeServer, JWT, REQ_ID } from '../support/fake-server.js';
import { pendingState } from '../support/state-server.js';

const access = { apiBase: 'https://otp.example.com', widgetId: 'w', tokenAuth: 't' };
const state = (status: string, more = {}) => ({
  type: 'success',
  message: REQ_ID,
  state: { ...pendingState, status, ...more },
});
const confirmed = { type: 'success', verified: true, message: JWT };
const pending = { type: 'success', verified: false, message: 'Verification Pending' };

afterEach(() => void vi.useRealTimers());

describe('isOneTapAuthenticated', () => {
  it('has nothing while the link waits, then the token', async () => {
    const server = fakeServer({ isOneTapAuthenticated: [pending, { ...confirmed, state: 'cart 7' }] });
    expect(await isOneTapAuthenticated(access, REQ_ID)).toBeUndefined();
    const token = { type: 'success', message: JWT, accessToken: JWT, state: 'cart 7' };
    expect(await isOneTapAuthenticated(access, REQ_ID)).toEqual(token);
    expect(server.calls('isOneTapAuthenticated')[0]?.body).toMatchObject({
      requestId: REQ_ID,
      tokenAuth: 't',
    });
  });

  it.each([{ verified: 'yes', message: JWT }, { message: JWT }])('is not fooled by %j', async (odd) => {
    fakeServer({ isOneTapAuthenticated: { type: 'success', ...odd } });
    expect(await isOneTapAuthenticated(access, REQ_ID)).toBeUndefined();
  });
});

describe('waiting for a link', () => {
  it.each(['confirmed', 'verified'])('fetches the token once the request is %s', async (status) => {
    fakeServer({ requestState: state(status), isOneTapAuthenticated: confirmed });
    expect(await waitForLink(access, REQ_ID)).toMatchObject({ type: 'success', accessToken: JWT });
  });

  it('leaves the token to the redirect page of the same browser', async () => {
    const server = fakeServer({ requestState: state('confirmed', { redirected: true }) });
    expect(await waitForLink(access, REQ_ID)).toBeUndefined();
    expect(server.calls('isOneTapAuthenticated')).toHaveLength(0);
  });

  it.each([
    ['voided', 'voided'],
    ['expired', 'otp_expired'],
  ])('fails when the request is %s, as the API itself would', async (status, reason) => {
    fakeServer({ requestState: state(status) });
    const error = { reason, requestId: REQ_ID, cause: { type: 'error', reason } };
    await expect(waitForLink(access, REQ_ID)).rejects.toMatchObject(error);
  });

  it('asks again for the token when that fails for now, and not when it fails for good', async () => {
    vi.useFakeTimers();
    const odd = { type: 'oops' };
    const used = { type: 'error', code: 703, message: 'otp already verified', reason: 'already_verified' };
    const server = fakeServer({
      requestState: state('confirmed'),
      isOneTapAuthenticated: [odd, pending, confirmed, used],
    });
    const first = waitForLink(access, REQ_ID);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await first).toMatchObject({ accessToken: JWT });
    await expect(waitForLink(access, REQ_ID)).rejects.toMatchObject({ reason: 'already_verified' });
    expect(server.calls('isOneTapAuthenticated')).toHaveLength(4);
  });
});
