/** The npm package `otp-widget`. Importing it does nothing; `otp-widget/element` registers the custom element. */
export { createSession } from './create-session.js';
export type { ApiAccess } from './headless/api-access.js';
export { getRequestState } from './headless/get-request-state.js';
export { getWidgetData } from './headless/get-widget-data.js';
export { isOneTapAuthenticated } from './headless/is-one-tap-authenticated.js';
export { OtpError, type OtpReason } from './headless/otp-error.js';
export type { Hint, MessageState, RequestState } from './headless/request-state.js';
export { type RetryRequest, retryOtp } from './headless/retry-otp.js';
export { type SendRequest, sendOtp } from './headless/send-otp.js';
export type { OtpSession } from './headless/session.js';
export type {
  Channel,
  FailureCallback,
  OtpConfig,
  OtpOptions,
  Pending,
  Sent,
  SuccessCallback,
  Verified,
} from './headless/types.js';
export { type VerifyRequest, verifyOtp } from './headless/verify-otp.js';
export { waitForLink } from './headless/wait-for-link.js';
export { watchRequest } from './headless/watch-request.js';
export type { WidgetCountry, WidgetData, WidgetProcess } from './headless/widget-data.js';
export { type LoadOptions, loadOtpProvider } from './load-otp-provider.js';
export type { LiveTexts } from './locale/live/texts.js';
export type { Texts } from './locale/texts.js';
export type { OtpProvider } from './provider/otp-provider.js';
export type { OtpMethods, OtpWidget } from './provider/otp-widget.js';
export { solveCaptcha } from './solve-captcha.js';
