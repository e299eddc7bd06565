// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { createCaptcha } from '../../src/captcha/index.js';
import { OtpError } from '../../src/headless/otp-error.js';
import type { OtpConfig } from '../../src/headless/types.js';
import type { WidgetData } from '../../src/headless/widget-data.js';
import { config } from '../support/config.js';

interface Options {
  sitekey: string;
  action?: string;
  callback(token: string): void;
  'expired-callback'(): void;
}

const render = vi.fn<(place: Element, options: Options) => number>();
const reset = vi.fn();
const remove = vi.fn();
const execute = vi.fn(async (key: string, { action }: { action: string }) => `${action} ${key}`);

function start(kind: string, more: Partial<OtpConfig> = {}) {
  const data = {
    widgetMeta: { captcha_type: kind, captcha_site_key: 'key', captcha_action: 'otp_send' },
  } as unknown as WidgetData;
  const life = new AbortController();
  const challenge = vi.fn();
  const context = { data, config: { ...config, ...more }, signal: life.signal, OtpError, challenge };
  return { captcha: createCaptcha(context), life };
}

const options = () => render.mock.lastCall?.[1] as Options;
const refused = new OtpError('captcha_failed', 'Invalid Captcha Token.');

beforeEach(() => {
  vi.clearAllMocks();
  document.body.innerHTML = '<div id="place"></div>';
  const api = { render, reset, remove, execute, ready: (tell: () => void) => tell() };
  Object.assign(window, { hcaptcha: api, turnstile: api, grecaptcha: { ...api, enterprise: api } });
});

it.each([
  ['hcaptcha', undefined],
  ['recaptchaV2', undefined],
  ['turnstile', 'otp_send'],
])('draws %s in the place that the page names, once', async (kind, action) => {
  const { captcha } = start(kind, { captchaRenderId: 'place' });
  captcha.prepare();
  captcha.prepare();
  await vi.waitFor(() => expect(render).toHaveBeenCalledOnce());
  captcha.prepare();
  expect(render.mock.lastCall?.[0].parentElement?.id).toBe('place');
  expect(options()).toMatchObject({ sitekey: 'key', ...(action && { action }) });
  expect(render).toHaveBeenCalledOnce();
});

it('sends the visitor’s token, which then is used up', async () => {
  const { captcha } = start('hcaptcha', { captchaRenderId: 'place' });
  captcha.prepare();
  await vi.waitFor(() => expect(render).toHaveBeenCalled());
  await expect(captcha.send(async () => 1)).rejects.toMatchObject({ reason: 'captcha_required' });
  options().callback('solved');
  expect(captcha.verified()).toBe(true);
  await expect(captcha.send(async (token) => token)).resolves.toBe('solved');
  expect(reset).toHaveBeenCalledOnce();
  expect(captcha.verified()).toBe(false);
});

it('forgets a token that expired', async () => {
  const { captcha } = start('recaptchaV2', { captchaRenderId: 'place' });
  captcha.prepare();
  await vi.waitFor(() => expect(render).toHaveBeenCalled());
  options().callback('old');
  options()['expired-callback']();
  expect(captcha.verified()).toBe(false);
});

it('lets Turnstile renew a refused token by itself, and asks the visitor otherwise', async () => {
  for (const kind of ['turnstile', 'hcaptcha']) {
    render.mockClear();
    const { captcha } = start(kind, { captchaRenderId: 'place' });
    captcha.prepare();
    await vi.waitFor(() => expect(render).toHaveBeenCalled());
    reset.mockImplementation(() => queueMicrotask(() => options().callback('second')));
    options().callback('first');
    const call = vi.fn(async (token: string) => (token === 'first' ? Promise.reject(refused) : token));
    if (kind === 'turnstile') await expect(captcha.send(call)).resolves.toBe('second');
    else await expect(captcha.send(call)).rejects.toBe(refused);
  }
});

it('has a place of its own where the page names none, and waits there', async () => {
  const { captcha } = start('hcaptcha', { captchaRenderId: 'nowhere' });
  captcha.prepare();
  const sending = captcha.send(async (token) => token);
  await vi.waitFor(() => expect(render).toHaveBeenCalled());
  expect(document.querySelector('[role=dialog]')?.getAttribute('aria-label')).toContain('not a robot');
  options().callback('solved');
  await expect(sending).resolves.toBe('solved');
  expect(document.querySelector('[role=dialog]')).toBeNull();
});

it('can be left there', async () => {
  const { captcha } = start('hcaptcha');
  const sending = captcha.send(async (token) => token);
  await vi.waitFor(() => expect(render).toHaveBeenCalled());
  document.querySelector<HTMLElement>('[aria-label=Close]')?.click();
  await expect(sending).rejects.toMatchObject({ reason: 'captcha_required' });
  expect(document.querySelector('[role=dialog]')).toBeNull();
});

it('leaves nothing behind', async () => {
  const { captcha, life } = start('hcaptcha', { captchaRenderId: 'place' });
  captcha.prepare();
  await vi.waitFor(() => expect(render).toHaveBeenCalled());
  await vi.waitFor(() => expect(document.querySelector('#place div')).not.toBeNull());
  life.abort();
  expect(remove).toHaveBeenCalledOnce();
  expect(document.body.innerHTML).toBe('<div id="place"></div>');
});

it.each(['recaptchaV3', 'recaptchaEnterprise'])('asks %s for a token for each send', async (kind) => {
  const { captcha } = start(kind);
  captcha.prepare();
  await vi.waitFor(() => expect(captcha.verified()).toBe(true));
  expect(execute).not.toHaveBeenCalled();
  await expect(captcha.send(async (token) => token)).resolves.toBe('otp_send key');
  const call = vi.fn().mockRejectedValueOnce(refused).mockResolvedValueOnce('sent');
  await expect(captcha.send(call)).resolves.toBe('sent');
  expect(execute).toHaveBeenCalledTimes(3);
});

it('says that a vendor’s script does not come', async () => {
  Object.assign(window, { hcaptcha: undefined });
  const { captcha } = start('hcaptcha', { captchaRenderId: 'place' });
  // This environment fails scripts by itself, as a blocker of advertisements would.
  await expect(captcha.send(async () => 1)).rejects.toMatchObject({ reason: 'network' });
  expect(document.body.innerHTML).toBe('<div id="place"></div>');
});
