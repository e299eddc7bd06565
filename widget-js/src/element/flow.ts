import type { OtpError } from '../headless/otp-error.js';
import type { OtpSession } from '../headless/session.js';
import type { Verified } from '../headless/types.js';
import type { UiHandle, UiHooks } from '../headless/ui.js';
import type { WidgetData } from '../headless/widget-data.js';
import english from '../locale/en.js';
import type { Texts } from '../locale/texts.js';
import { announcer } from './announcer.js';
import { codeScreen } from './code-screen.js';
import { h, mark } from './dom.js';
import { explain } from './explain.js';
import { identifierScreen } from './identifier-screen.js';
import { kit } from './kit.js';
import { ENGLISH, type Language, pickLanguage } from './language.js';
import type { LiveModule } from './live/live-module.js';
import { failureScreen, loadingScreen } from './notice-screen.js';
import { renewable } from './renewable.js';
import type { MakeScreen, Stage } from './stage.js';
import { successScreen } from './success-screen.js';
import { dress } from './theme.js';

/** How long a language's texts are waited for. Milliseconds. */
const PATIENCE = 4000;

/** Where a flow plays. */
export interface Place {
  /** The element that holds the screens; gets language, direction and theme. */
  readonly surface: HTMLElement;
  /** Whether the first screen may take the focus: a popup was asked for, an inline widget was not. */
  readonly takesFocus: boolean;
  /** The texts have arrived. */
  speaks?(texts: Texts): void;
  /** The success screen is up. */
  succeeded(verified: Verified): void;
}

/** A running flow. */
export interface Flow {
  readonly state: UiHandle['state'];
  /** Ends it, and every listener; timers that are left find nothing to do. */
  stop(): void;
}

/** Plays the screens of one verification: loading, identifier, code, success. */
export function startFlow(session: OtpSession, hooks: UiHooks, place: Place): Flow {
  const { surface } = place;
  const options = session.config.options ?? {};
  const body = h('div', {});
  const whole = new AbortController();
  const { node: status, announce } = announcer();
  let language = ENGLISH;
  let texts: Texts = { ...english, ...options.texts };
  let state: UiHandle['state'] = 'loading';
  const leave = renewable(whole.signal);
  let screenSignal = leave();
  let focuses = place.takesFocus;
  let busy = false;
  /** Arrives with the settings. */
  let look: WidgetData['theme'];
  /** Only of a magic-link widget. */
  let link: LiveModule | undefined;

  const wear = () => dress(surface, options.theme, look);

  function show(next: UiHandle['state'], make: MakeScreen): void {
    if (whole.signal.aborted) return;
    screenSignal = leave();
    state = next;
    const screen = make(screenSignal);
    // Before the screen is there: colours that change would style all of it a second time.
    wear();
    body.replaceChildren(screen.node);
    if (focuses) screen.focus.focus();
    if (next !== 'loading') focuses = true;
  }

  async function run(
    button: HTMLElement,
    action: () => Promise<void>,
    failed: (error: OtpError) => void,
  ): Promise<void> {
    if (busy) return;
    busy = true;
    mark(button, 'aria-busy', true);
    const slow = setTimeout(() => announce(texts.busy), 1000);
    const signal = screenSignal;
    try {
      await action();
    } catch (e) {
      const error = e as OtpError;
      if (whole.signal.aborted || error.reason === 'cancelled') return;
      if (!signal.aborted) failed(error);
      hooks.failed(error);
    } finally {
      clearTimeout(slow);
      busy = false;
      mark(button, 'aria-busy', false);
    }
  }

  const stage: Omit<Stage, 'data' | 'language' | 'texts'> = {
    session,
    options,
    kit,
    announce,
    run,
    live: () => hooks.loadLive() as Promise<LiveModule>,
    failed: hooks.failed,
    get busy() {
      return busy;
    },
    sent: (sent) => hooks.sent?.(sent),
    askIdentifier: (prefill) => show('identifier', (signal) => identifierScreen(complete(), signal, prefill)),
    askCode: () =>
      link
        ? show('waiting', (signal) => (link as LiveModule).linkScreen(complete(), signal))
        : show('code', (signal) => codeScreen(complete(), signal)),
    succeed(verified, identifier) {
      if (whole.signal.aborted) return;
      show('verified', () => successScreen(complete(), identifier));
      place.succeeded(verified);
    },
  };

  /** The stage as it is once settings and texts have arrived. */
  function complete(): Stage {
    return Object.assign(Object.create(stage), { data: session.data(), language, texts });
  }

  async function load(): Promise<void> {
    show('loading', () => loadingScreen(texts.busy));
    try {
      const wanted = pickLanguage(options.lang);
      const translated =
        wanted.file === 'en'
          ? english
          : await Promise.race([
              hooks.loadLocale(wanted.file).catch(() => undefined),
              new Promise<undefined>((give) => setTimeout(give, PATIENCE)),
            ]);
      if (translated) speak(translated, wanted);
      const arrived = session.arrived();
      if (arrived) return stage.succeed(arrived, '');
      const { verificationType, theme } = await session.ready;
      look = theme;
      if (verificationType === '2') {
        link = await stage.live();
        texts = { ...(await link.speak(texts, language, true)), ...options.texts };
      }
      const { identifier } = session.config;
      const pending = session.current();
      // One that the page has meanwhile given another identifier for is not gone on with.
      const mine = pending?.given === identifier ? pending : undefined;
      if (mine && mine.expiresAt > Date.now()) return stage.askCode();
      if (pending) session.forget();
      // A page may well give a number as a number.
      stage.askIdentifier(`${mine?.identifier || identifier || ''}`);
    } catch (error) {
      refuse(error as OtpError);
    }
  }

  function speak(spoken: Texts, its: Language): void {
    language = its;
    texts = { ...spoken, ...options.texts };
    surface.lang = its.tag;
    surface.dir = its.dir;
    place.speaks?.(texts);
  }

  function refuse(error: OtpError): void {
    if (whole.signal.aborted) return;
    const text = explain(error, texts, 'mobile');
    show('loading', () => failureScreen(texts.verify, text, texts.retry, error.retryable ? load : undefined));
    hooks.failed(error);
  }

  speak(english, ENGLISH);
  surface.append(status, body);
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', wear, { signal: whole.signal });
  load();
  return {
    get state() {
      return state;
    },
    stop() {
      whole.abort();
      state = 'closed';
    },
  };
}
