import { describe, expect, it } from 'vitest';
import { getWidgetData, OtpError, retryOtp, sendOtp, verifyOtp } from '../../src/index.js';
import { fakeServer, JWT, REQ_ID, widgetData } from '../support/fake-server.js';

const access = { apiBase: 'https://otp.example.com', widgetId: 'w', tokenAuth: 't' };

describe('headless methods', () => {
  it('fetches the settings of a widget', async () => {
    fakeServer();
    await expect(getWidgetData(access)).resolves.toEqual(widgetData);
  });

  it('rejects settings that are an error', async () => {
    fakeServer({
      getWidgetProcess: {
        status: 'fail',
        hasError: true,
        errors: ['AuthenticationFailure'],
        data: null,
        type: 'error',
        code: '201',
        message: 'AuthenticationFailure',
        reason: 'auth',
      },
    });
    await expect(getWidgetData(access)).rejects.toMatchObject({
      code: '201',
      reason: 'auth',
      message: 'AuthenticationFailure',
    });
  });

  it('sends variables beside its own fields, which win', async () => {
    const server = fakeServer();
    const before = Date.now();
    const sent = await sendOtp(access, {
      identifier: '919999999999',
      lang: 'hi',
      variables: { VAR1: 'Shop', identifier: 'evil', widgetId: 'evil' },
    });
    expect(server.seen[0]?.body).toEqual({
      VAR1: 'Shop',
      identifier: '919999999999',
      lang: 'hi',
      widgetId: 'w',
      tokenAuth: 't',
      idempotencyKey: expect.stringMatching(/^[0-9a-z]{10,100}$/),
    });
    expect(sent).toMatchObject({
      type: 'success',
      message: REQ_ID,
      reqId: REQ_ID,
      channel: '11',
      attemptsLeft: 3,
    });
    expect(sent.resendAt - before).toBeGreaterThanOrEqual(30_000);
    expect(sent.resendAt - before).toBeLessThan(32_000);
    expect(sent.expiresAt - sent.resendAt).toBe(570_000);
  });

  it('uses a key of the caller, and a new one for each call without', async () => {
    const server = fakeServer();
    await retryOtp(access, { reqId: REQ_ID, retryChannel: '12', idempotencyKey: 'mine' });
    await retryOtp(access, { reqId: REQ_ID });
    await retryOtp(access, { reqId: REQ_ID });
    const keys = server.seen.map(({ body }) => body.idempotencyKey);
    expect(keys[0]).toBe('mine');
    expect(new Set(keys).size).toBe(3);
    expect(server.seen[0]?.body).toMatchObject({ reqId: REQ_ID, retryChannel: '12' });
  });

  it('yields the access token', async () => {
    fakeServer();
    await expect(verifyOtp(access, { reqId: REQ_ID, otp: '123456' })).resolves.toEqual({
      type: 'success',
      message: JWT,
      accessToken: JWT,
    });
  });

  it.each([{ type: 'success' }, { type: 'success', message: '' }, { type: 'success', message: 42 }])(
    'does not take %j for a verification or a reqId',
    async (body) => {
      fakeServer({ verifyOtp: body, sendOtp: body });
      await expect(verifyOtp(access, { reqId: REQ_ID, otp: '1' })).rejects.toBeInstanceOf(OtpError);
      await expect(sendOtp(access, { identifier: 'x' })).rejects.toBeInstanceOf(OtpError);
    },
  );
});
