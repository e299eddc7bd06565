/**
 * What the live module can say, in one language; rules as for `Texts`. A text that begins with `link` takes the place of
 * the text of the rest of its name when the widget sends links and no codes.
 */
export interface LiveTexts {
  /** What became of the message; `{time}` of day with seconds. */
  sentAt: string;
  /** The same once it has arrived; `{time}` when it was sent. Shown, and announced. */
  delivered: string;
  undelivered: string;
  /** Above the reason and the channel that helps. */
  why: string;
  /** Button of the channel that helps; `{channel}`. */
  tryBy: string;
  /** hint `wrong_kind`; `{channel}` */
  wrongKind: string;
  /** hint `bad_recipient` */
  badRecipient: string;
  /** hint `unsubscribed`; `{channel}` */
  unsubscribed: string;
  /** hint `carrier_delay` */
  carrierDelay: string;
  /** hint `provider_trouble` */
  providerTrouble: string;
  /** Beside the spinner while a link waits. */
  waiting: string;
  /** Beside the two digits, which whoever confirms on another device types there. */
  match: string;
  /** Link to the visitor's web mailbox; `{app}` its name. */
  openMail: string;
  /** The link was confirmed in this browser, which went on in another tab. */
  otherTab: string;
  /** reason `voided` */
  declined: string;
  linkLead: string;
  linkSend: string;
  linkCodeTitle: string;
  linkSent: string;
  linkNotReceived: string;
  linkCanResend: string;
  linkNewCode: string;
  linkExpired: string;
  linkAttempts: string;
  linkUsed: string;
  linkLimit: string;
  linkChannelDown: string;
  linkWhy: string;
}
