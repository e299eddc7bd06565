import type { OtpMethods } from './otp-widget.js';

/** Puts the methods on `window`; the returned function takes away those that are still these. */
export function exposeMethods(methods: OtpMethods): () => void {
  const { sendOtp, retryOtp, verifyOtp, getWidgetData, isCaptchaVerified } = methods;
  const exposed = { sendOtp, retryOtp, verifyOtp, getWidgetData, isCaptchaVerified };
  Object.assign(window, exposed);
  return () => {
    for (const [name, method] of Object.entries(exposed)) {
      if (window[name as keyof OtpMethods] === method) delete window[name as keyof OtpMethods];
    }
  };
}
