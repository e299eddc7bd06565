import type {
  Channel,
  FailureCallback,
  OtpConfig,
  Sent,
  SuccessCallback,
  Verified,
} from '../headless/types.js';
import type { UiState } from '../headless/ui.js';
import type { WidgetData } from '../headless/widget-data.js';

/** The five methods that exist on `window` with `exposeMethods`. Contract section 2. */
export interface OtpMethods {
  /**
   * Sends a code, or a magic-link widget's link, which is then waited for: once it is confirmed, the configuration's
   * `success` is called as after `verifyOtp`. The callback gets `{type, message: reqId}`, the promise a superset of it.
   * A promise without a `failure` callback rejects with an `OtpError`; with one it needs no `catch`.
   */
  sendOtp(
    identifier: string,
    success?: SuccessCallback | null,
    failure?: FailureCallback | null,
  ): Promise<Sent>;
  /**
   * Sends the code again, by `channel`; `null` lets a Default widget choose.
   * @throws OtpError at once when a Custom widget, whose settings have arrived, is given no channel
   */
  retryOtp(
    channel?: Channel | number | null,
    success?: SuccessCallback | null,
    failure?: FailureCallback | null,
    reqId?: string | null,
  ): Promise<Sent>;
  /** Checks a code. These callbacks and those of the configuration are both called. */
  verifyOtp(
    otp: string | number,
    success?: SuccessCallback | null,
    failure?: FailureCallback | null,
    reqId?: string | null,
  ): Promise<Verified>;
  /** The widget's settings; undefined until they have arrived. */
  getWidgetData(): WidgetData | undefined;
  /** True once no captcha stands between the visitor and `sendOtp`; false until the settings have arrived. */
  isCaptchaVerified(): boolean;
}

/** What `initSendOTP` returns. */
export interface OtpWidget extends OtpMethods {
  /** Unique on the page. */
  readonly id: string;
  /** The widget's settings; rejects with an `OtpError`. */
  readonly ready: Promise<WidgetData>;
  readonly state: UiState;
  /** Shows the popup, or the inline widget, unless it is on the page already. */
  open(): void;
  /** Takes it off the page. Not reported as cancelled by the visitor. */
  close(): void;
  /** Changes template variables, callbacks, identifier and options; the user interface follows at its next `open`. */
  update(changes: Partial<OtpConfig>): void;
  /** Aborts what is in flight and removes everything from page and `window`; callbacks fall silent. May be called twice. */
  destroy(): void;
}
