import type { Body } from './call-api.js';
import type { OtpError } from './otp-error.js';
import type { OtpConfig } from './types.js';
import type { WidgetData } from './widget-data.js';

/** What stands between a visitor and a message, for one session. */
export interface Captcha {
  /** Begins: loads, draws or works, whatever there is to do. May be called as often as one likes. */
  prepare(near?: Node): void;
  /** Whether a token is there, or comes without the visitor's doing. */
  verified(): boolean;
  /** Calls with a token; once more with a fresh one when the server refuses it, if that needs no visitor. */
  send<T>(call: (token: string) => Promise<T>): Promise<T>;
}

/** What a captcha works with. Handed over and not imported, so that its download holds nothing twice. */
export interface CaptchaContext {
  readonly data: WidgetData;
  readonly config: OtpConfig;
  /** Ends it: everything that it put on the page goes. */
  readonly signal: AbortSignal;
  readonly OtpError: typeof OtpError;
  /** Fetches work: `GET /api/v5/widget/captchaChallenge`. */
  challenge(): Promise<Body>;
}

/** What the separately downloaded captcha module exports. */
export interface CaptchaModule {
  createCaptcha(context: CaptchaContext): Captcha;
}
