// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import * as module from '../../src/captcha/index.js';
import { createSession } from '../../src/headless/create-session.js';
import type { OtpConfig } from '../../src/headless/types.js';
import { challenge, isSolved } from '../support/challenges.js';
import { config } from '../support/config.js';
import { type Answer, fakeServer, sent, widgetData } from '../support/fake-server.js';

const refused = { type: 'error', message: 'Invalid Captcha Token.', reason: 'captcha_failed' };

function start(answers: Record<string, Answer | Answer[]> = {}, more: Partial<OtpConfig> = {}, on = 1) {
  const data = { ...widgetData, captchaValidations: on, widgetMeta: { captcha_type: 'builtin' } };
  const server = fakeServer({
    getWidgetProcess: { status: 'success', data },
    captchaChallenge: [challenge(), challenge(50, 300, 1), challenge(50, 300, 2)],
    ...answers,
  });
  const load = vi.fn(async () => module);
  return { server, load, session: createSession({ ...config, ...more }, load) };
}

const tokens = (server: ReturnType<typeof fakeServer>) =>
  server.calls('sendOtp').map(({ body }) => String(body.captchaToken));

beforeEach(() => sessionStorage.clear());

it('downloads and works only when a message is sent, and only where a captcha is on', async () => {
  const on = start();
  await on.session.ready;
  expect(on.load).not.toHaveBeenCalled();
  await on.session.send('919999999999');
  expect(on.load).toHaveBeenCalledOnce();
  expect(isSolved(tokens(on.server)[0] ?? '', challenge())).toBe(true);

  const off = start({}, {}, 0);
  off.session.prepare();
  await off.session.send('919999999999');
  expect(off.load).not.toHaveBeenCalled();
  expect(off.server.calls('sendOtp')[0]?.body).not.toHaveProperty('captchaToken');
});

it('uses what was prepared while the visitor typed', async () => {
  const { server, session } = start();
  session.prepare(document.body);
  session.prepare(document.body);
  await vi.waitFor(() => expect(server.calls('captchaChallenge')).toHaveLength(1));
  await session.send('919999999999');
  expect(server.calls('captchaChallenge')).toHaveLength(1);
  await session.send('918888888888');
  expect(server.calls('captchaChallenge')).toHaveLength(2);
  expect(new Set(tokens(server)).size).toBe(2);
});

it('waits on a page of its own design until somebody types', async () => {
  const { server, session, load } = start();
  session.prepare();
  await vi.waitFor(() => expect(load).toHaveBeenCalled());
  await vi.waitFor(() => expect(session.isCaptchaVerified()).toBe(true));
  expect(server.calls('captchaChallenge')).toHaveLength(0);
  window.dispatchEvent(new FocusEvent('focusin'));
  await vi.waitFor(() => expect(server.calls('captchaChallenge')).toHaveLength(1));
});

it('works anew for a token that has expired meanwhile', async () => {
  const { server, session } = start({ captchaChallenge: [challenge(50, 5), challenge(50, 300, 1)] });
  session.prepare(document.body);
  await session.ready;
  await vi.waitFor(() => expect(server.calls('captchaChallenge')).toHaveLength(1));
  await new Promise((resume) => setTimeout(resume, 200));
  await session.send('919999999999');
  expect(isSolved(tokens(server)[0] ?? '', challenge(50, 300, 1))).toBe(true);
});

it('renews a refused token once by itself, as the same call', async () => {
  const { server, session } = start({ sendOtp: [refused, sent] });
  await session.send('919999999999');
  const [first, second] = server.calls('sendOtp');
  expect(first?.body.idempotencyKey).toBe(second?.body.idempotencyKey);
  expect(new Set(tokens(server)).size).toBe(2);

  const lasting = start({ sendOtp: refused });
  await expect(lasting.session.send('919999999999')).rejects.toMatchObject({ reason: 'captcha_failed' });
  expect(lasting.server.calls('sendOtp')).toHaveLength(2);
});

it('keeps a token that was not looked at', async () => {
  const invalid = { type: 'error', message: 'no', reason: 'invalid_identifier' };
  const { server, session } = start({ sendOtp: [invalid, sent] });
  await expect(session.send('12')).rejects.toMatchObject({ reason: 'invalid_identifier' });
  await session.send('919999999999');
  expect(server.calls('captchaChallenge')).toHaveLength(1);
});

it('tries again after a challenge that could not be fetched', async () => {
  const error = { type: 'error', message: 'no', reason: 'rate_limited' };
  const { session } = start({ captchaChallenge: [error, challenge()] });
  await expect(session.send('919999999999')).rejects.toMatchObject({ reason: 'rate_limited' });
  await expect(session.send('919999999999')).resolves.toMatchObject({ type: 'success' });
});

it('leaves a token of the page’s own alone', async () => {
  const { server, session, load } = start({}, { captchaToken: 'theirs' });
  await session.send('919999999999');
  expect(tokens(server)).toEqual(['theirs']);
  expect(load).not.toHaveBeenCalled();
});

it('ends with its session', async () => {
  const { session } = start({ captchaChallenge: challenge(2 ** 30) });
  const sending = session.send('919999999999');
  await session.ready;
  setTimeout(session.destroy, 100);
  await expect(sending).rejects.toMatchObject({ reason: 'cancelled' });
});
