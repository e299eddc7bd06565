import { describe, expect, it } from 'vitest';
import ar from '../../src/locale/ar.js';
import de from '../../src/locale/de.js';
import en from '../../src/locale/en.js';
import es from '../../src/locale/es.js';
import fr from '../../src/locale/fr.js';
import hi from '../../src/locale/hi.js';
import liveAr from '../../src/locale/live/ar.js';
import liveDe from '../../src/locale/live/de.js';
import liveEn from '../../src/locale/live/en.js';
import liveEs from '../../src/locale/live/es.js';
import liveFr from '../../src/locale/live/fr.js';
import liveHi from '../../src/locale/live/hi.js';
import livePt from '../../src/locale/live/pt.js';
import type { LiveTexts } from '../../src/locale/live/texts.js';
import pt from '../../src/locale/pt.js';
import type { Texts } from '../../src/locale/texts.js';

const english: Texts & LiveTexts = { ...en, ...liveEn };
const translations: Record<string, Texts & LiveTexts> = {
  ar: { ...ar, ...liveAr },
  de: { ...de, ...liveDe },
  es: { ...es, ...liveEs },
  fr: { ...fr, ...liveFr },
  hi: { ...hi, ...liveHi },
  pt: { ...pt, ...livePt },
};
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
/** Words that are the same in some languages. */
const SHARED = new Set<keyof typeof english>(['sms', 'whatsapp', 'emailChannel']);

describe.each(Object.entries(translations))('the texts in %s', (_, texts) => {
  it('are the English ones, no more and no less', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
  });

  it('fill in the same values', () => {
    for (const key of Object.keys(english) as (keyof typeof english)[]) {
      expect(placeholders(texts[key]), key).toEqual(placeholders(english[key]));
    }
  });

  it('are translated', () => {
    for (const key of Object.keys(english) as (keyof typeof english)[]) {
      expect(texts[key].trim(), key).not.toBe('');
      if (!SHARED.has(key)) expect(texts[key], key).not.toBe(english[key]);
    }
  });
});

it('every text about links takes the place of one about codes, and fills in no more than that', () => {
  for (const [key, text] of Object.entries(liveEn).filter(([name]) => name.startsWith('link'))) {
    const place = `${key.charAt(4).toLowerCase()}${key.slice(5)}` as keyof typeof english;
    expect(english[place], key).toBeDefined();
    expect(placeholders(english[place])).toEqual(placeholders(text));
  }
});
