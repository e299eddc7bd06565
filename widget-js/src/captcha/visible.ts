import type { Captcha, CaptchaContext } from '../headless/captcha.js';
import type { OtpError } from '../headless/otp-error.js';
import { type Place, placeOf } from './place.js';
import { type VendorApi, vendorApi } from './vendor-script.js';

/** Turnstile mostly needs no visitor, only a moment. Milliseconds. */
const MOMENT = 5000;

/** A captcha that is drawn: reCAPTCHA v2, hCaptcha, Turnstile. */
export function visible(context: CaptchaContext): Captcha {
  const { config, data, signal, OtpError } = context;
  const { captcha_type: kind, captcha_site_key: sitekey, captcha_action: action } = data.widgetMeta ?? {};
  let drawn: { api: VendorApi; id: string | number; place: Place } | undefined;
  let drawing: Promise<void> | undefined;
  let near: Node | undefined;
  let token: string | undefined;
  let waiting: ((token: string) => void)[] = [];

  const missing = () => new OtpError('captcha_required', 'Please complete the captcha.');

  const solved = (given: string) => {
    token = given;
    for (const tell of waiting) tell(given);
    waiting = [];
  };
  const next = () => new Promise<string>((resolve) => waiting.push(resolve));

  /** Another screen may have taken its place away. */
  const isThere = () => !!drawn?.place.node.isConnected && drawn.place.node.checkVisibility?.() !== false;

  async function draw(own: boolean): Promise<void> {
    if (isThere()) return;
    const place = placeOf(config, near, own);
    if (!place) return;
    try {
      const api = await vendorApi(context);
      erase();
      const { theme: said, lang } = config.options ?? {};
      const theme = typeof said === 'string' ? said : data.theme?.scheme;
      const lose = () => {
        token = undefined;
      };
      const id = api.render(place.node, {
        sitekey,
        callback: solved,
        'expired-callback': lose,
        'error-callback': lose,
        ...(kind === 'turnstile' && { action }),
        ...(theme === 'dark' && { theme }),
        ...(lang && kind === 'turnstile' && { language: lang }),
      });
      drawn = { api, id, place };
      if (signal.aborted) erase();
    } catch (error) {
      place.remove();
      throw error;
    }
  }

  /** One drawing at a time. */
  function begin(own = false): Promise<void> {
    drawing ??= draw(own).finally(() => {
      drawing = undefined;
    });
    return drawing;
  }

  function erase(): void {
    token = undefined;
    if (!drawn) return;
    drawn.api.remove?.(drawn.id);
    drawn.place.remove();
    drawn = undefined;
  }

  function reset(): void {
    token = undefined;
    if (!drawn) return;
    if (drawn.place.own) erase();
    else drawn.api.reset(drawn.id);
  }

  /** The visitor's token; in a place of its own it is waited for. */
  async function current(): Promise<string> {
    if (token) return token;
    const mine = next();
    await begin();
    if (!isThere()) {
      await begin(true);
      const cancelled = new Promise<never>((_, reject) => drawn?.place.closed(() => reject(missing())));
      return Promise.race([mine, cancelled]).catch((error) => {
        erase();
        throw error;
      });
    }
    if (kind !== 'turnstile') throw missing();
    return Promise.race([
      mine,
      new Promise<never>((_, reject) => setTimeout(() => reject(missing()), MOMENT)),
    ]);
  }

  signal.addEventListener('abort', erase);

  return {
    prepare(at) {
      near = at ?? near;
      begin().catch(() => {});
    },
    verified: () => !!token,
    async send(call) {
      const given = await current();
      try {
        const result = await call(given);
        reset();
        return result;
      } catch (error) {
        const { reason } = error as OtpError;
        // What was refused for its identifier has used nothing up.
        if (reason === 'invalid_identifier') throw error;
        reset();
        if (kind !== 'turnstile' || !/^captcha/.test(reason)) throw error;
        const again = await current();
        return call(again).finally(reset);
      }
    },
  };
}
