import type { LiveTexts } from '../locale/live/texts.js';
import type { Texts } from '../locale/texts.js';

/** How a code travels: `11` SMS, `4` voice, `3` e-mail, `12` WhatsApp. Contract section 1. */
export type Channel = '11' | '4' | '3' | '12';

/** A message is on its way; what a successful send or resend resolves to. */
export interface Sent {
  readonly type: 'success';
  /** The reqId, where the compatible API carries it. */
  readonly message: string;
  readonly reqId: string;
  /** The channel that was used. */
  readonly channel: Channel;
  /** Epoch milliseconds from which a resend is allowed. */
  readonly resendAt: number;
  /** Epoch milliseconds at which the code expires. */
  readonly expiresAt: number;
  /** Wrong codes that are still forgiven. */
  readonly attemptsLeft?: number;
  readonly retriesLeft?: number;
  /** Two digits to show beside a magic link: whoever confirms it on another device types them there. */
  readonly matchCode?: string;
}

/** The visitor proved the identifier; what a successful verify resolves to. */
export interface Verified {
  readonly type: 'success';
  /** The access token, where the compatible API carries it. */
  readonly message: string;
  /** JWT that the site's own server exchanges once, with its authkey (contract: `verifyAccessToken`). */
  readonly accessToken: string;
  /** What `options.state` was when a magic link was sent. */
  readonly state?: string;
}

/** A request that waits for its code, or for its link to be confirmed. Survives a reload of the page. */
export interface Pending {
  readonly reqId: string;
  /** What was sent to, as given by the page or the visitor; empty when only the reqId is known. */
  readonly identifier: string;
  readonly channel: Channel;
  /** The page's own `identifier` at that time: a page that gives another one now means another request. */
  readonly given?: unknown;
  /** Epoch milliseconds from which a resend is allowed. */
  readonly resendAt: number;
  /** Epoch milliseconds at which the code expires. */
  readonly expiresAt: number;
  readonly attemptsLeft?: number;
  /** Resends that are still allowed. */
  readonly retriesLeft: number;
  /** See {@link Sent}. */
  readonly matchCode?: string;
}

/** Settings that the compatible API does not know, under one key so that they never collide with template variables. */
export interface OtpOptions {
  /** Element, or selector of it, that receives the inline widget. */
  readonly target?: string | Element;
  /** `popup` unless `target` is given. */
  readonly mode?: 'popup' | 'inline';
  /** BCP 47 tag of texts and messages; by default the page's `lang`, then the browser's languages. */
  readonly lang?: string;
  /** Colour scheme, or custom properties without their `--otp-` prefix. */
  readonly theme?: 'auto' | 'light' | 'dark' | Readonly<Record<string, string>>;
  /** When the code submits itself: `fill` (default) when it arrives whole, `complete` also when typed, `never`. */
  readonly autoSubmit?: 'fill' | 'complete' | 'never';
  /** Reads the code from the SMS where the browser can (WebOTP). Default true. */
  readonly webOtp?: boolean;
  /** Follows what becomes of the message, and tells the visitor. Default true; a magic link is always waited for. */
  readonly live?: boolean;
  /** Up to 512 characters that come back to the redirect page of a magic link, to compare with what was sent. */
  readonly state?: string;
  /** Origin (and path prefix) of the server; by default where the script came from. */
  readonly apiBase?: string;
  /** Replaces single texts of the chosen language. */
  readonly texts?: Partial<Texts & LiveTexts>;
}

/** Receives the compatible payload `{type, message}` of a success; a magic link's has its `state` too. */
export type SuccessCallback = (data: { type: 'success'; message: string; state?: string }) => void;

/** Receives the API's error body unchanged, `["Something went wrong."]`, or `{message}`. Contract section 2. */
// biome-ignore lint/suspicious/noExplicitAny: three historical shapes that callers tell apart by looking
export type FailureCallback = (error: any) => void;

/** The argument of `initSendOTP`. Contract section 2. */
export interface OtpConfig {
  /** 24 hex characters. */
  readonly widgetId: string;
  /** Public token of the account. */
  readonly tokenAuth: string;
  /** Prefilled e-mail address, or mobile number with country code. */
  readonly identifier?: string;
  /** No popup; the methods go on `window`, and the UI is never downloaded. */
  readonly exposeMethods?: boolean | 'true' | 'false';
  /** Id of the element that receives the captcha. */
  readonly captchaRenderId?: string;
  readonly success: SuccessCallback;
  readonly failure?: FailureCallback;
  readonly options?: OtpOptions;
  /** Every other key is a template variable (`VAR1`, `body_1`, …), forwarded with send. */
  readonly [templateVariable: string]: unknown;
}
