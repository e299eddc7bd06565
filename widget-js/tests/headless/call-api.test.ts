import { beforeEach, describe, expect, it, vi } from 'vitest';
import { callApi } from '../../src/headless/call-api.js';
import { fakeServer, never, offline, sent } from '../support/fake-server.js';

const access = { apiBase: 'https://otp.example.com/', widgetId: 'w', tokenAuth: 't' };

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('callApi', () => {
  it('posts JSON without a content type, so that no preflight is asked', async () => {
    const server = fakeServer();
    await callApi(access, 'sendOtp', { identifier: 'a@example.com' });
    const [request] = server.seen;
    expect(request?.url.href).toBe('https://otp.example.com/api/v5/widget/sendOtp');
    expect(request?.init.headers).toBeUndefined();
    expect(typeof request?.init.body).toBe('string');
    expect(request?.body).toEqual({
      idempotencyKey: expect.any(String),
      identifier: 'a@example.com',
      widgetId: 'w',
      tokenAuth: 't',
    });
  });

  it('keeps a path prefix and puts the credentials of a GET into the query', async () => {
    const server = fakeServer();
    await callApi({ ...access, apiBase: 'https://x.example/otp', tokenAuth: 'a&b' }, 'getWidgetProcess');
    expect(server.seen[0]?.url.href).toBe(
      'https://x.example/otp/api/v5/widget/getWidgetProcess?widgetId=w&tokenAuth=a%26b',
    );
    expect(server.seen[0]?.init.method).toBeUndefined();
  });

  it('sends the same bytes once more when the network fails', async () => {
    const server = fakeServer({ sendOtp: [offline, sent] });
    const call = callApi(access, 'sendOtp', { idempotencyKey: 'k' });
    await vi.advanceTimersByTimeAsync(300);
    await expect(call).resolves.toEqual(sent);
    expect(server.seen.map(({ init }) => init.body)).toEqual(Array(2).fill(server.seen[0]?.init.body));
  });

  it('gives up after the second network failure', async () => {
    const server = fakeServer({ sendOtp: offline });
    const call = expect(callApi(access, 'sendOtp', {})).rejects.toMatchObject({
      reason: 'network',
      retryable: true,
    });
    await vi.advanceTimersByTimeAsync(10_000);
    await call;
    expect(server.seen).toHaveLength(2);
  });

  it('times out after 15 seconds, once', async () => {
    const server = fakeServer({ sendOtp: never });
    const call = expect(callApi(access, 'sendOtp', {})).rejects.toMatchObject({ reason: 'timeout' });
    await vi.advanceTimersByTimeAsync(14_999);
    expect(server.seen[0]?.init.signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await call;
    expect(server.seen).toHaveLength(1);
  });

  it('is cancelled by its signal, also by one that was aborted before', async () => {
    fakeServer({ sendOtp: never });
    const controller = new AbortController();
    const call = expect(
      callApi({ ...access, signal: controller.signal }, 'sendOtp', {}),
    ).rejects.toMatchObject({ reason: 'cancelled' });
    controller.abort();
    await call;
    await expect(callApi({ ...access, signal: controller.signal }, 'sendOtp', {})).rejects.toMatchObject({
      reason: 'cancelled',
    });
  });

  it('leaves no timer behind', async () => {
    fakeServer();
    await callApi(access, 'sendOtp', {});
    expect(vi.getTimerCount()).toBe(0);
  });

  it('turns an error body into a coded error that keeps the body', async () => {
    const body = { type: 'error', code: 705, message: 'invalid otp', reason: 'otp_invalid', attemptsLeft: 2 };
    fakeServer({ verifyOtp: body });
    const error = await callApi(access, 'verifyOtp', { reqId: 'r' }).catch((e) => e);
    expect({ ...error }).toEqual({
      name: 'OtpError',
      type: 'error',
      code: 705,
      message: 'invalid otp',
      reason: 'otp_invalid',
      retryable: false,
      attemptsLeft: 2,
      requestId: 'r',
    });
    expect(error.cause).toEqual(body);
  });

  it.each([
    ['an error page', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
    ['nothing', () => new Response('')],
    ['JSON null', () => new Response('null')],
    ['a JSON string', () => new Response('"success"')],
    ['an array', () => new Response('[]')],
    ['a body without a type', { message: 'ok' }],
    ['an unknown type', { type: 'ok', message: 'x' }],
    ['a success status with an error type', { type: 'error', status: 'success', message: 'x' }],
  ])('takes %s for a failure', async (_, answer) => {
    fakeServer({ verifyOtp: answer });
    await expect(callApi(access, 'verifyOtp', {})).rejects.toMatchObject({
      reason: 'server_error',
      retryable: true,
    });
  });
});
