import type { OtpConfig } from '../headless/types.js';
import type { OtpMethods, OtpWidget } from './otp-widget.js';

/** The script's own global, `window.OtpWidget`. */
export interface OtpProvider {
  readonly version: string;
  /** Where the script came from, and so where the API is: origin with an optional path prefix. */
  readonly base: string;
  /**
   * Starts a widget and replaces the earlier one of the same place: the popup, the window methods, or the same `target`.
   *
   * @throws Error `success callback function missing !`
   * @throws OtpError reason `config` when widgetId or tokenAuth is missing
   */
  initSendOTP(config: OtpConfig): OtpWidget;
  /** Starts what the `data-` attributes of a script tag describe; by default those of this script's own tag. */
  start(script?: HTMLScriptElement | null): OtpWidget;
  /** Downloads the user interface ahead of the click that opens it. */
  preload(): void;
  /** Registers `<otp-widget>`; done by itself when the page contains one while the script loads. */
  define(): Promise<void>;
}

declare global {
  interface Window extends Partial<OtpMethods> {
    /** Before the script has loaded a page may put a stub here that collects configurations in `q`. */
    initSendOTP?: ((config: OtpConfig) => OtpWidget) & { q?: OtpConfig[] };
    OtpWidget?: OtpProvider;
  }
}
