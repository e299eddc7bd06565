/**
 * Every sentence the widget can say, in one language.
 *
 * A word in braces is filled in: `{to}` the phone number or e-mail, `{channel}` one of `sms whatsapp voice email`,
 * `{count}` a number, `{time}` a duration (`0:27`) or a time of day. Sentences are built so that no plural form is needed.
 */
export interface Texts {
  /** Title of the first screen while it asks for a mobile number. */
  mobileTitle: string;
  /** Title of the first screen while it asks for an e-mail address. */
  emailTitle: string;
  /** Below either title. */
  lead: string;
  /** Label of the number field and of its half of the toggle; announced when the field changes over by itself. */
  mobile: string;
  /** Label of the e-mail field and of its half of the toggle. */
  email: string;
  /** Name of the country picker. */
  country: string;
  /** Button that sends the code. */
  send: string;
  /** Offer to repair a mistyped e-mail domain; `{email}`. */
  suggest: string;
  badMobile: string;
  badEmail: string;
  /** Title of the code screen. */
  codeTitle: string;
  /** Where the code went; `{channel}` and `{to}`. Shown, and announced. */
  sent: string;
  /** Label of the code field; `{count}` digits. */
  code: string;
  /** Button that checks the code. */
  verify: string;
  changeMobile: string;
  changeEmail: string;
  /** Until when the code lives; `{time}` of day. */
  validUntil: string;
  /** Announced after autofill, paste or WebOTP. */
  filled: string;
  /** The code is too short; `{count}` digits. */
  incomplete: string;
  /** Above the resend buttons, once they work. */
  notReceived: string;
  /** Countdown; `{time}`. */
  wait: string;
  /** Resend, the channel left to the server. */
  again: string;
  /** Resend by a named channel; `{channel}`. */
  againBy: string;
  /** Announced once when the wait is over. */
  canResend: string;
  /** Button that starts over with the same number or e-mail. */
  newCode: string;
  /** `{count}` attempts left. */
  left: string;
  sms: string;
  whatsapp: string;
  voice: string;
  emailChannel: string;
  /** reason `otp_invalid` */
  wrong: string;
  /** reason `otp_expired` */
  expired: string;
  /** reason `attempts_exceeded` */
  attempts: string;
  /** reasons `already_verified` and `not_found` */
  used: string;
  /** reason `resend_limit` */
  limit: string;
  /** reasons `rate_limited` and `resend_too_soon` */
  slow: string;
  /** reason `channel_unavailable` */
  channelDown: string;
  /** reasons `captcha_required` and `captcha_failed` */
  captcha: string;
  /** reasons that only the site's owner can mend: `auth`, `config`, `origin_not_allowed`, … */
  unavailable: string;
  /** reasons `network` and `timeout` */
  network: string;
  /** anything else */
  failed: string;
  /** Title of the last screen. */
  done: string;
  /** Button that asks for the settings once more. */
  retry: string;
  close: string;
  busy: string;
}
