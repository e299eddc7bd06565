// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSession } from '../../src/headless/create-session.js';
import type { Pending } from '../../src/headless/types.js';
import { config } from '../support/config.js';
import { fakeServer, never, offline, REQ_ID, sent, widgetData } from '../support/fake-server.js';

const KEY = `otp-widget:${config.widgetId}`;
const error = (reason: string, more = {}) => ({ type: 'error', message: reason, reason, ...more });

beforeEach(() => sessionStorage.clear());

describe('a session', () => {
  it.each(['widgetId', 'tokenAuth'] as const)('says that %s is missing', (key) => {
    expect(() => createSession({ ...config, [key]: '' })).toThrow(`${key} is missing`);
  });

  it('says that the server is missing', () => {
    const { options, ...rest } = config;
    expect(() => createSession(rest as typeof config)).toThrow('options.apiBase is missing');
  });

  it('fetches nothing before it is used, and the settings once', async () => {
    const server = fakeServer();
    const session = createSession(config);
    expect(server.seen).toHaveLength(0);
    expect(session.data()).toBeUndefined();
    await Promise.all([session.ready, session.send('a@example.com'), session.ready]);
    expect(server.calls('getWidgetProcess')).toHaveLength(1);
    expect(session.data()).toEqual(widgetData);
  });

  it('asks for the settings again after a failure that may pass, not after one that stays', async () => {
    const refused = { status: 'fail', ...error('auth', { code: '201' }) };
    const server = fakeServer({
      getWidgetProcess: [() => new Response('busy', { status: 503 }), refused],
    });
    const session = createSession(config);
    await expect(session.ready).rejects.toMatchObject({ reason: 'server_error' });
    await expect(session.ready).rejects.toMatchObject({ reason: 'auth' });
    await expect(session.send('x')).rejects.toMatchObject({ reason: 'auth' });
    expect(server.seen).toHaveLength(2);
  });

  it('forwards every key that is not its own, functions left out', async () => {
    const server = fakeServer();
    const session = createSession({
      ...config,
      failure: () => {},
      exposeMethods: true,
      captchaRenderId: 'c',
      identifier: 'prefilled@example.com',
      VAR1: 'Shop',
      body_1: { type: 'text', value: 'x' },
      variables: { button_1: 'y' },
      onClose: () => {},
      options: { ...config.options, lang: 'pt-BR' },
    });
    await session.send('  +91 99999 99999 ');
    expect(server.calls('sendOtp')[0]?.body).toEqual({
      widgetId: config.widgetId,
      tokenAuth: config.tokenAuth,
      identifier: '+91 99999 99999',
      lang: 'pt-BR',
      VAR1: 'Shop',
      body_1: { type: 'text', value: 'x' },
      variables: { button_1: 'y' },
      idempotencyKey: expect.any(String),
    });
  });

  it('takes the language of the page when none is wished for', async () => {
    document.documentElement.lang = 'fr';
    const server = fakeServer();
    await createSession(config).send('a@example.com');
    expect(server.calls('sendOtp')[0]?.body.lang).toBe('fr');
    document.documentElement.lang = '';
  });

  it('remembers the request over a reload, until it is verified', async () => {
    fakeServer();
    await createSession(config).send('919999999999');
    const reloaded = createSession(config);
    expect(reloaded.current()).toMatchObject({
      reqId: REQ_ID,
      identifier: '919999999999',
      channel: '11',
      attemptsLeft: 3,
      retriesLeft: 3,
    });
    await reloaded.verify('123456');
    expect(reloaded.current()).toBeUndefined();
    expect(createSession(config).current()).toBeUndefined();
  });

  it('remembers the identifier of a request that expired while the page was away', async () => {
    fakeServer();
    await createSession(config).send('919999999999');
    const stored = JSON.parse(sessionStorage.getItem(KEY) as string) as Pending;
    const expiresAt = Date.now() - 1;
    sessionStorage.setItem(KEY, JSON.stringify({ ...stored, expiresAt }));
    expect(createSession(config).current()).toMatchObject({ identifier: '919999999999', expiresAt });
  });

  it('does not bring back what is not a request', () => {
    for (const junk of ['{', 'null', '[]', '42', '{"reqId":1,"expiresAt":9e15}']) {
      sessionStorage.setItem(KEY, junk);
      expect(createSession(config).current()).toBeUndefined();
    }
  });

  it('works where storage is blocked', async () => {
    vi.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    fakeServer();
    const session = createSession(config);
    await session.send('919999999999');
    expect(session.current()?.reqId).toBe(REQ_ID);
    await expect(session.verify('1')).resolves.toMatchObject({ type: 'success' });
  });

  it('verifies the current request, or the one that is named', async () => {
    const server = fakeServer();
    const session = createSession(config);
    await session.send('919999999999');
    await session.verify(' 123 456 ');
    await session.verify('1', 'another');
    expect(server.calls('verifyOtp').map(({ body }) => [body.reqId, body.otp])).toEqual([
      [REQ_ID, '123456'],
      ['another', '1'],
    ]);
  });

  it('asks the server nothing without a request or without a code', async () => {
    const server = fakeServer();
    const session = createSession(config);
    const body = { type: 'error', status: 'fail', hasError: true, message: 'reqId is required.' };
    await expect(session.verify('123456')).rejects.toMatchObject({ reason: 'invalid_request', cause: body });
    await expect(session.retry()).rejects.toMatchObject({ cause: body });
    await expect(session.verify('', REQ_ID)).rejects.toThrow('OTP not provided in verifyOtp() method.');
    expect(server.seen.map(({ url }) => url.pathname.split('/').at(-1))).toEqual(['getWidgetProcess']);
  });

  it('learns from failures', async () => {
    fakeServer({
      verifyOtp: [
        error('otp_invalid', { attemptsLeft: 2 }),
        error('attempts_exceeded', { code: 704 }),
        error('not_found', { code: 709 }),
      ],
      retryOtp: [
        error('resend_too_soon', { code: 704, retryAfter: 90 }),
        error('resend_limit', { code: 704 }),
      ],
    });
    const session = createSession(config);
    const { resendAt } = await session.send('919999999999');
    await session.verify('1').catch(() => {});
    expect(session.current()?.attemptsLeft).toBe(2);
    await session.verify('2').catch(() => {});
    expect(session.current()?.attemptsLeft).toBe(0);
    await session.retry().catch(() => {});
    expect(session.current()?.resendAt).toBeGreaterThan(resendAt + 50_000);
    await session.retry().catch(() => {});
    expect(session.current()?.retriesLeft).toBe(0);
    await session.verify('3').catch(() => {});
    expect(session.current()).toBeUndefined();
  });

  it('adopts the request of a resend and counts it', async () => {
    fakeServer({
      retryOtp: [
        { ...sent, message: 'new', channel: '12' },
        { ...sent, retriesLeft: 0 },
      ],
    });
    const session = createSession(config);
    await session.send('919999999999');
    await session.retry('12');
    expect(session.current()).toMatchObject({
      reqId: 'new',
      identifier: '919999999999',
      channel: '12',
      retriesLeft: 2,
    });
    await session.retry('11');
    expect(session.current()).toMatchObject({ reqId: REQ_ID, retriesLeft: 0 });
  });

  it('wants the channel named for a Custom widget', async () => {
    fakeServer({
      getWidgetProcess: { status: 'success', data: { ...widgetData, widgetType: { value: '2' } } },
    });
    const session = createSession(config);
    await expect(session.retry(null, REQ_ID)).rejects.toThrow('Channel not provided in retryOtp() method.');
    await expect(session.retry('11', REQ_ID)).resolves.toMatchObject({ reqId: REQ_ID });
  });

  it('acts once on a double click, and again on the next', async () => {
    const server = fakeServer();
    const session = createSession(config);
    const [a, b] = await Promise.all([session.send('x'), session.send('x')]);
    expect(a).toBe(b);
    expect(server.calls('sendOtp')).toHaveLength(1);
    await session.send('x');
    const keys = server.calls('sendOtp').map(({ body }) => body.idempotencyKey);
    expect(new Set(keys).size).toBe(2);
  });

  it('tries an action whose answer was lost again under the same key, and any other under a new one', async () => {
    vi.useFakeTimers();
    const server = fakeServer({
      sendOtp: [offline, offline, never, error('rate_limited'), sent],
      verifyOtp: [never, { type: 'success', message: 'jwt' }],
      retryOtp: [never, sent],
    });
    const session = createSession(config);
    const turn = async (act: () => Promise<unknown>) => {
      const done = act().catch(() => {});
      await vi.advanceTimersByTimeAsync(16_000);
      await done;
    };
    for (const identifier of ['x', 'x', 'y', 'x', 'x', 'x']) await turn(() => session.send(identifier));
    for (const channel of ['11', '11', '12'] as const) await turn(() => session.retry(channel));
    for (const otp of ['1', '1', '2']) await turn(() => session.verify(otp, REQ_ID));
    vi.useRealTimers();
    const keys = (endpoint: string) => {
      const all = server.calls(endpoint).map(({ body }) => body.idempotencyKey);
      return all.map((key) => all.indexOf(key)).join('');
    };
    // Offline is asked twice; then: timed out, y refused, x at last, and twice anew.
    expect(keys('sendOtp')).toBe('0003056');
    expect(keys('retryOtp')).toBe('002');
    expect(keys('verifyOtp')).toBe('002');
  });

  it('begins with a new key after it was told to forget', async () => {
    vi.useFakeTimers();
    const server = fakeServer({ sendOtp: [never, sent] });
    const session = createSession(config);
    const lost = session.send('x').catch(() => {});
    await vi.advanceTimersByTimeAsync(16_000);
    await lost;
    session.forget();
    await session.send('x');
    vi.useRealTimers();
    expect(new Set(server.calls('sendOtp').map(({ body }) => body.idempotencyKey)).size).toBe(2);
  });

  it('remembers which identifier the page had given, whatever was sent to', async () => {
    fakeServer({ retryOtp: { ...sent, message: 'new' } });
    const mutable = { ...config, identifier: '919999999999' };
    const session = createSession(mutable);
    await session.send('a@example.com');
    mutable.identifier = 'later';
    await session.retry('3');
    const about = { reqId: 'new', identifier: 'a@example.com', given: '919999999999' };
    expect(createSession(config).current()).toMatchObject(about);
  });

  it('keeps the latest of two sends, in whatever order they are answered', async () => {
    let first: (body: object) => void = () => {};
    fakeServer({
      sendOtp: [() => new Promise((resolve) => (first = resolve)), { ...sent, message: 'second' }],
    });
    const session = createSession(config);
    const slow = session.send('wrong');
    await session.ready;
    await vi.waitFor(() => expect(first.length).toBe(1));
    await session.send('right');
    first({ ...sent, message: 'first' });
    await slow;
    expect(session.current()).toMatchObject({ reqId: 'second', identifier: 'right' });
  });

  it('forgets: cancels what is in flight, and can send to the same identifier at once', async () => {
    fakeServer({ sendOtp: [never, sent] });
    const session = createSession(config);
    const pending = expect(session.send('x')).rejects.toMatchObject({ reason: 'cancelled' });
    await session.ready;
    session.forget();
    await expect(session.send('x')).resolves.toMatchObject({ reqId: REQ_ID });
    await pending;
    session.forget();
    expect(session.current()).toBeUndefined();
    expect(sessionStorage.getItem(KEY)).toBeNull();
  });

  it('ends: everything in flight and every later call is cancelled', async () => {
    fakeServer({ getWidgetProcess: never });
    const session = createSession(config);
    const calls = [session.ready, session.send('x'), session.verify('1', REQ_ID)];
    session.destroy();
    session.destroy();
    for (const call of [...calls, session.retry('11', REQ_ID)]) {
      await expect(call).rejects.toMatchObject({ reason: 'cancelled', retryable: false });
    }
  });

  it('tells when the server cannot be reached', async () => {
    vi.useFakeTimers();
    fakeServer({ getWidgetProcess: offline });
    const call = expect(createSession(config).send('x')).rejects.toMatchObject({ reason: 'network' });
    await vi.advanceTimersByTimeAsync(1000);
    await call;
    vi.useRealTimers();
  });
});
