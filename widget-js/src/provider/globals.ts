import type { OtpConfig } from '../headless/types.js';
import type { OtpProvider } from './otp-provider.js';
import type { OtpMethods, OtpWidget } from './otp-widget.js';

declare global {
  interface Window extends Partial<OtpMethods> {
    /** Before the script has loaded a page may put a stub here that collects configurations in `q`. */
    initSendOTP?: ((config: OtpConfig) => OtpWidget) & { q?: OtpConfig[] };
    OtpWidget?: OtpProvider;
  }
}
