import type { waitAlone } from '../../headless/wait-alone.js';
import type { LiveTexts } from '../../locale/live/texts.js';
import type { Texts } from '../../locale/texts.js';
import type { Language } from '../language.js';
import type { Resend } from '../resend.js';
import type { Screen, Stage } from '../stage.js';

/** Where on the code screen a message is followed. */
export interface Seat {
  /** Room for one line. */
  readonly line: HTMLElement;
  readonly again: Resend;
  /** Takes the code of an SMS. */
  readonly fill: (code: string) => void;
}

/** What the module exports that is downloaded once a message is on its way, or before when that is a link. */
export interface LiveModule {
  /** Shows below the code what becomes of the message, and reads the code out of it where it can, until the signal. */
  followMessage(stage: Stage, seat: Seat, signal: AbortSignal): void;
  /** Waits for the link of the current request; needs the texts of {@link LiveModule.speak}. */
  linkScreen(stage: Stage, signal: AbortSignal): Screen;
  /** The texts with those of this module, and with those about codes made ones about links where `isLink`. */
  speak(texts: Texts, language: Language, isLink: boolean): Promise<Texts & LiveTexts>;
  /** The same without a user interface. */
  waitAlone: typeof waitAlone;
}
