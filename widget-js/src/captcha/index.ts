import type { Captcha, CaptchaContext } from '../headless/captcha.js';
import { proofOfWork } from './proof-of-work.js';
import { scored } from './scored.js';
import { visible } from './visible.js';

/** The captcha module, downloaded apart from the script and only when a widget wants a captcha. */
export function createCaptcha(context: CaptchaContext): Captcha {
  switch (context.data.widgetMeta?.captcha_type) {
    case 'recaptchaV3':
    case 'recaptchaEnterprise':
      return scored(context);
    case 'recaptchaV2':
    case 'hcaptcha':
    case 'turnstile':
      return visible(context);
    default:
      return proofOfWork(context);
  }
}
