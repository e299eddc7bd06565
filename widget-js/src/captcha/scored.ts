import type { Captcha, CaptchaContext } from '../headless/captcha.js';
import type { OtpError } from '../headless/otp-error.js';
import { vendorApi } from './vendor-script.js';

/** A captcha that watches and asks nothing: reCAPTCHA v3, and Enterprise with a score key. */
export function scored(context: CaptchaContext): Captcha {
  const { captcha_site_key: key = '', captcha_action: action } = context.data.widgetMeta ?? {};
  let ready = false;
  const load = async () => {
    const api = await vendorApi(context);
    ready = true;
    return api;
  };
  const token = async () => (await load()).execute(key, { action });
  return {
    prepare: () => void load().catch(() => {}),
    verified: () => ready,
    async send(call) {
      try {
        return await call(await token());
      } catch (error) {
        if (!/^captcha/.test((error as OtpError).reason)) throw error;
        return call(await token());
      }
    },
  };
}
