/** Languages that have a file; English is always there. */
const LANGUAGES = /^(en|hi|es|fr|de|pt|ar)(?![a-z])/i;

/** The language a widget speaks. */
export interface Language {
  /** The file's name. */
  readonly file: string;
  /** The full tag, for times and country names. */
  readonly tag: string;
  readonly dir: 'ltr' | 'rtl';
}

/** What is spoken until, and unless, another language arrives. */
export const ENGLISH: Language = { file: 'en', tag: 'en', dir: 'ltr' };

/** A tag that `Intl` takes: `pt_BR` is widespread, though wrong. */
function canonical(tag: string, file: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replace(/_/g, '-'))[0] ?? file;
  } catch {
    return file;
  }
}

/** The first wanted language that there is: the page's own wish, the page's language, then the browser's. */
export function pickLanguage(wish?: string): Language {
  const wanted = [wish, document.documentElement.lang, ...(navigator.languages ?? [])];
  const tag = wanted.find((candidate) => LANGUAGES.test(candidate ?? '')) ?? 'en';
  const file = tag.slice(0, 2).toLowerCase();
  return { file, tag: canonical(tag, file), dir: file === 'ar' ? 'rtl' : 'ltr' };
}
