import english from '../../locale/live/en.js';
import type { LiveTexts } from '../../locale/live/texts.js';
import type { Texts } from '../../locale/texts.js';
import type { Language } from '../language.js';
import { languages } from './languages.js';

/** How long a language's texts are waited for. Milliseconds. */
const PATIENCE = 4000;

/** See `LiveModule`. A language that does not come is English; what the page replaces is put on top by the caller. */
export async function speak(texts: Texts, { file }: Language, isLink: boolean): Promise<Texts & LiveTexts> {
  const translated = await Promise.race([
    languages[file]?.().catch(() => undefined),
    new Promise<undefined>((give) => setTimeout(give, file === 'en' ? 0 : PATIENCE)),
  ]);
  const own = translated?.default ?? english;
  return { ...texts, ...own, ...(isLink && aboutLinks(own)) };
}

/** `linkSent` takes the place of `sent`, and so on. */
function aboutLinks(own: LiveTexts): Partial<Texts> {
  const about = Object.entries(own).filter(([key]) => key.startsWith('link'));
  return Object.fromEntries(
    about.map(([key, text]) => [`${key.charAt(4).toLowerCase()}${key.slice(5)}`, text]),
  );
}
