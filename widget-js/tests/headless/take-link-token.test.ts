// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSession } from '../../src/headless/create-session.js';
import { takeLinkToken } from '../../src/headless/take-link-token.js';
import { config } from '../support/config.js';
import { fakeServer } from '../support/fake-server.js';
import { tokenFor } from '../support/token.js';

const { widgetId } = config;
const token = tokenFor(widgetId);

afterEach(() => {
  history.replaceState(null, '', '/');
  sessionStorage.clear();
});

describe('the token of a link', () => {
  it('is taken out of the address, whose other parts and state stay', () => {
    const state = encodeURIComponent('cart 7 & more');
    history.replaceState({ mine: 1 }, '', `/members?a=1#otp-access-token=${token}&state=${state}`);
    const { length } = history;
    expect(takeLinkToken(widgetId)).toEqual({
      type: 'success',
      message: token,
      accessToken: token,
      state: 'cart 7 & more',
    });
    expect(location.href).toMatch(/\/members\?a=1$/);
    expect([history.length, history.state]).toEqual([length, { mine: 1 }]);
    expect(takeLinkToken(widgetId)).toBeUndefined();
  });

  it.each([
    '',
    '#otp-access-token=',
    '#otp-access-token=nonsense',
    '#otp-access-token=a.%.c',
    `#otp-access-token=${tokenFor('000000000000000000000000')}`,
    '#section-2',
  ])('leaves %s alone', (hash) => {
    history.replaceState(null, '', `/page${hash}`);
    expect(takeLinkToken(widgetId)).toBeUndefined();
    expect(location.href.endsWith(`/page${hash}`)).toBe(true);
  });

  it('is told once by the session, which then waits for nothing more', () => {
    fakeServer();
    const key = `otp-widget:${widgetId}`;
    sessionStorage.setItem(key, JSON.stringify({ reqId: 'r', expiresAt: Date.now() + 60_000 }));
    history.replaceState(null, '', `/#otp-access-token=${token}`);
    const session = createSession(config);
    expect(location.hash).toBe('');
    expect(session.current()).toBeUndefined();
    expect(session.arrived()).toMatchObject({ accessToken: token });
    expect(session.arrived()).toBeUndefined();
  });

  it('is nowhere on a server', () => {
    vi.stubGlobal('location', undefined);
    expect(takeLinkToken(widgetId)).toBeUndefined();
    vi.unstubAllGlobals();
  });
});
