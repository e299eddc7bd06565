import type { WidgetData } from '../headless/types.js';

/**
 * Whether no captcha stands in the way. This is the place for captcha providers: a solved token joins `sendOtp` as
 * `captchaToken`, which a page may already put into its configuration itself.
 */
export function isCaptchaVerified(data: WidgetData | undefined): boolean {
  return !!data && !Number(data.captchaValidations);
}
