import { channelMissing } from '../headless/channel-missing.js';
import type { OtpError } from '../headless/otp-error.js';
import type { OtpSession } from '../headless/session.js';
import type { Channel, Sent } from '../headless/types.js';
import type { OtpMethods } from './otp-widget.js';
import { payloadOf } from './payload-of.js';

/** The compatible methods over a session. `notify` calls the page's functions, those that are some; `sent` follows a message. */
export function createMethods(
  session: OtpSession,
  notify: (callbacks: readonly unknown[], payload: unknown) => void,
  sent: () => void,
): OtpMethods {
  const { config } = session;

  /** Tells callbacks first, then the promise. Callbacks get what the original gives them, and nothing more. */
  const tell = <T extends { type: string; message: string }>(
    call: Promise<T>,
    success: () => readonly unknown[],
    failure: () => readonly unknown[],
  ): Promise<T> => {
    const told = call.then(
      (result) => {
        notify(success(), { type: result.type, message: result.message });
        return result;
      },
      (error: OtpError) => {
        notify(failure(), payloadOf(error));
        throw error;
      },
    );
    // Who takes failures by callback must not see an unhandled rejection as well.
    if (failure().some((callback) => typeof callback === 'function')) told.catch(() => {});
    return told;
  };

  const tellSent = (call: Promise<Sent>, success: unknown, failure: unknown): Promise<Sent> =>
    tell(
      call.then((result) => {
        sent();
        return result;
      }),
      () => [success],
      () => [failure],
    );

  return {
    sendOtp: (identifier, success, failure) => tellSent(session.send(identifier), success, failure),

    retryOtp(given, success, failure, reqId) {
      const channel = given ? (String(given) as Channel) : null;
      if (!channel && session.data()?.widgetType.value === '2') throw channelMissing();
      return tellSent(session.retry(channel, reqId ?? undefined), success, failure);
    },

    verifyOtp: (otp, success, failure, reqId) =>
      tell(
        session.verify(String(otp ?? ''), reqId ?? undefined),
        () => [success, config.success],
        () => [failure, config.failure],
      ),

    getWidgetData: () => session.data(),
    isCaptchaVerified: session.isCaptchaVerified,
  };
}
