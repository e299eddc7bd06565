/** The entry `otp-widget/element`: importing it registers `<otp-widget>` where there is a document. */
import { createSession } from './create-session.js';
import { define } from './element/define.js';
import * as ui from './element/index.js';
import type { Texts } from './locale/texts.js';

export { OtpWidgetElement, type OtpWidgetEventMap } from './element/otp-widget.js';

// Spelled out, so that every bundler finds the files.
const languages: Record<string, () => Promise<{ default: Texts }>> = {
  ar: () => import('./locale/ar.js'),
  de: () => import('./locale/de.js'),
  es: () => import('./locale/es.js'),
  fr: () => import('./locale/fr.js'),
  hi: () => import('./locale/hi.js'),
  pt: () => import('./locale/pt.js'),
};

const loadLive = () => import('./element/live/index.js');

async function loadLocale(lang: string): Promise<Texts> {
  const load = languages[lang];
  if (!load) throw new RangeError(`There are no texts for the language "${lang}".`);
  return (await load()).default;
}

if (typeof customElements !== 'undefined') define({ ui, createSession, loadLocale, loadLive });
