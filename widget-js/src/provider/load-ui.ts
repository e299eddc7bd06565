import { OtpError } from '../headless/otp-error.js';
import type { ElementModule, UiModule } from '../headless/ui.js';
import type { Texts } from '../locale/texts.js';
import { assets } from './build-stamp.js';

/** Downloads the parts that are not in the script itself. */
export interface UiLoader {
  /** The user interface; asked again it is the same promise, until it fails. */
  ui(): Promise<UiModule>;
  /** The custom element. */
  element(): Promise<ElementModule>;
  /** Texts of a language other than English. */
  locale(lang: string): Promise<Texts>;
}

/** A loader of the hashed files below `base`. `import()` is what a strict CSP with Trusted Types still allows. */
export function createUiLoader(base: string): UiLoader {
  let loading: Promise<UiModule> | undefined;
  return {
    ui() {
      loading ??= import(`${base}/${assets.ui}`).catch((cause) => {
        loading = undefined;
        throw new OtpError('network', 'The user interface could not be loaded.', { cause });
      });
      return loading as Promise<UiModule>;
    },
    element: () => import(`${base}/${assets.element}`),
    async locale(lang) {
      const file = assets.lang[lang];
      if (!file) throw new OtpError('config', `There are no texts for the language "${lang}".`);
      return (await import(`${base}/${file}`)).default;
    },
  };
}
