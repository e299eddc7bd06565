import type { OtpError } from '../headless/otp-error.js';
import type { OtpSession } from '../headless/session.js';
import type { OtpOptions, Sent, Verified } from '../headless/types.js';
import type { WidgetData } from '../headless/widget-data.js';
import type { Texts } from '../locale/texts.js';
import type { kit } from './kit.js';
import type { Language } from './language.js';
import type { LiveModule } from './live/live-module.js';

/** What a screen works with, and where it can go next. */
export interface Stage {
  readonly session: OtpSession;
  readonly data: WidgetData;
  readonly options: OtpOptions;
  readonly texts: Texts;
  readonly language: Language;
  readonly kit: typeof kit;
  /** Downloads what follows a message, which no screen but that of a magic link waits for. */
  live(): Promise<LiveModule>;
  /** Says a sentence in the one polite live region. */
  announce(text: string): void;
  /** Runs an action with its button busy; one at a time. A failure is reported to the page, then shown by `failed`. */
  run(button: HTMLElement, action: () => Promise<void>, failed: (error: OtpError) => void): Promise<void>;
  /** Whether an action runs. */
  readonly busy: boolean;
  /** Reports a failure to the page. */
  failed(error: OtpError): void;
  /** A message is on its way: tells the page. */
  sent(sent: Sent): void;
  askIdentifier(prefill?: string): void;
  /** Asks for the code, or waits for the link. */
  askCode(): void;
  succeed(verified: Verified, identifier: string): void;
}

/** One screen; its listeners end with the signal that it was made with. */
export interface Screen {
  readonly node: HTMLElement;
  /** What gets the focus when the screen opens. */
  readonly focus: HTMLElement;
}

/** Makes a screen. */
export type MakeScreen = (signal: AbortSignal) => Screen;
