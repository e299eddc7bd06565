import type { CaptchaModule } from '../headless/captcha.js';
import { OtpError } from '../headless/otp-error.js';
import type { ElementModule, UiModule } from '../headless/ui.js';
import type { waitAlone } from '../headless/wait-alone.js';
import type { Texts } from '../locale/texts.js';
import { hashes } from './build-stamp.js';

/** Downloads the parts that are not in the script itself; asked again it is the same promise, until it fails. */
export interface UiLoader {
  /** The user interface. */
  ui(): Promise<UiModule>;
  /** The custom element. */
  element(): Promise<ElementModule>;
  /** Magic links, and what becomes of a message. */
  live(): Promise<{ readonly waitAlone: typeof waitAlone }>;
  /** What a widget with captcha needs. */
  captcha(): Promise<CaptchaModule>;
  /** Texts of a language other than English. */
  locale(lang: string): Promise<Texts>;
}

/** A loader of the hashed files below `base`. `import()` is what a strict CSP with Trusted Types still allows. */
export function createUiLoader(base: string): UiLoader {
  const loads: Record<string, Promise<unknown> | undefined> = {};
  let query = '';

  function load<T>(name: string): Promise<T> {
    loads[name] ??= import(`${base}/assets/${name}.${hashes[name]}.js${query}`).catch((cause) => {
      loads[name] = undefined;
      // Browsers remember for the page's life that a URL failed; another one is asked for anew.
      query += '?';
      throw new OtpError('network', `${name} could not be loaded.`, { cause });
    });
    return loads[name] as Promise<T>;
  }

  return {
    ui: () => load('ui'),
    element: () => load('element'),
    live: () => load('live'),
    captcha: () => load('captcha'),
    locale: async (lang) => (await load<{ default: Texts }>(`lang/${lang}`)).default,
  };
}
