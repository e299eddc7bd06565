import type { Channel, OtpConfig, Pending, Sent, Verified } from './types.js';
import type { WidgetData } from './widget-data.js';

/** One verification of one widget, without any DOM: what a user interface is given. */
export interface OtpSession {
  readonly config: OtpConfig;
  /** The widget's settings; rejects with an `OtpError`. Reading it again after a retryable failure asks again. */
  readonly ready: Promise<WidgetData>;
  /** The settings once they have arrived. */
  data(): WidgetData | undefined;
  /** The access token that a confirmed magic link has brought to this page; told once, to whoever asks first. */
  arrived(): Verified | undefined;
  /** The request that waits for its code or link, also after a reload of the page; `expiresAt` says whether in vain. */
  current(): Pending | undefined;
  /** The visitor begins: gets the captcha ready, if the widget wants one, in the user interface that `near` is part of. */
  prepare(near?: Node): void;
  /** Whether no captcha waits for the visitor; false until the settings have arrived. */
  isCaptchaVerified(): boolean;
  /** Sends a code, or a magic-link widget's link, to an e-mail address or a mobile number with country code; the server normalises it. */
  send(identifier: string): Promise<Sent>;
  /** Sends the code again. `channel` must be named for a Custom widget; `reqId` defaults to the current request. */
  retry(channel?: Channel | null, reqId?: string): Promise<Sent>;
  /** Checks a code; `reqId` defaults to the current request. */
  verify(otp: string, reqId?: string): Promise<Verified>;
  /** Drops the current request ("change number"). */
  forget(): void;
  /** Aborts what is in flight, which rejects with reason `cancelled`. May be called twice. */
  destroy(): void;
}
