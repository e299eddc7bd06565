import type { Channel } from './types.js';

/** What has become of a request so far. Holds no secret. */
export interface RequestState {
  /** `verified` by its code, `confirmed` by its link, `voided` by the person whom the link reached. */
  readonly status: 'pending' | 'verified' | 'confirmed' | 'voided' | 'expired';
  /** ISO 8601. */
  readonly expiresAt: string;
  /** Oldest first. */
  readonly messages: readonly MessageState[];
  /** A mail scanner has looked at the link, which changed nothing. */
  readonly openedByScanner?: boolean;
  /** The link was confirmed in this browser, which went on to the redirect page: the access token is there. */
  readonly redirected?: boolean;
  /** The channel that may help when the last message has not arrived and may still be resent. */
  readonly nextChannel?: Channel | null;
  /** Why no message has come, as far as the server knows. */
  readonly hint?: Hint | string | null;
}

/** One message of a request. */
export interface MessageState {
  readonly channel: Channel;
  readonly status: 'queued' | 'sent' | 'delivered' | 'failed' | 'expired';
  /** Since when it has this status: ISO 8601. */
  readonly at: string;
  readonly cause?: string | null;
}

/** Reasons of a message that does not come; more may be added. */
export type Hint = 'wrong_kind' | 'bad_recipient' | 'unsubscribed' | 'carrier_delay' | 'provider_trouble';
