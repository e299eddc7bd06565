import type { LiveTexts } from '../../locale/live/texts.js';

/** The live module's languages other than English, spelled out so that every bundler finds the files. */
export const languages: Readonly<Record<string, (() => Promise<{ default: LiveTexts }>) | undefined>> = {
  ar: () => import('../../locale/live/ar.js'),
  de: () => import('../../locale/live/de.js'),
  es: () => import('../../locale/live/es.js'),
  fr: () => import('../../locale/live/fr.js'),
  hi: () => import('../../locale/live/hi.js'),
  pt: () => import('../../locale/live/pt.js'),
};
