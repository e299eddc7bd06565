import type { Texts } from '../locale/texts.js';
import type { OtpError } from './otp-error.js';
import type { OtpSession } from './session.js';
import type { OtpConfig, Sent, Verified } from './types.js';

/** What a user interface reports. */
export interface UiHooks {
  verified(verified: Verified): void;
  failed(error: OtpError): void;
  /** The visitor closed it, or `close()` was called. */
  closed(): void;
  sent?(sent: Sent): void;
  /** Texts of another language than English; rejects when there is no such language. */
  loadLocale(lang: string): Promise<Texts>;
  /** The module `src/element/live`: magic links, and what becomes of a message. Its shape is the user interface's affair. */
  loadLive(): Promise<object>;
}

/** Which screen is up; `waiting` for a magic link. */
export type UiState = 'loading' | 'identifier' | 'code' | 'waiting' | 'verified' | 'closed';

/** A user interface on the page. */
export interface UiHandle {
  close(): void;
  /** Removes everything it put on the page, without reporting `closed`. */
  destroy(): void;
  readonly state: UiState;
}

/** What the separately downloaded UI module exports. */
export interface UiModule {
  openPopup(session: OtpSession, hooks: UiHooks): UiHandle;
  mountInline(session: OtpSession, host: Element, hooks: UiHooks): UiHandle;
  /** Inside a shadow root. */
  playIn(root: ShadowRoot, session: OtpSession, hooks: UiHooks): UiHandle;
}

/** What the module of the custom element exports, which most pages need not. */
export interface ElementModule {
  /** Registers `<otp-widget>`, once a page. */
  define(context: ElementContext): void;
}

/** What the script knows and an `<otp-widget>` of the same page needs. */
export interface ElementContext {
  /** The script's own server; an `api-base` attribute wins. */
  readonly apiBase?: string;
  /** Handed over and not imported, so that there is one however often its download failed. */
  readonly ui: UiModule;
  readonly createSession: (config: OtpConfig) => OtpSession;
  readonly loadLocale: UiHooks['loadLocale'];
  readonly loadLive: UiHooks['loadLive'];
}
