import { describe, expect, it } from 'vitest';
import ar from '../../src/locale/ar.js';
import de from '../../src/locale/de.js';
import en from '../../src/locale/en.js';
import es from '../../src/locale/es.js';
import fr from '../../src/locale/fr.js';
import hi from '../../src/locale/hi.js';
import pt from '../../src/locale/pt.js';
import type { Texts } from '../../src/locale/texts.js';

const translations: Record<string, Texts> = { ar, de, es, fr, hi, pt };
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
/** Words that are the same in some languages. */
const SHARED = new Set<keyof Texts>(['sms', 'whatsapp', 'emailChannel']);

describe.each(Object.entries(translations))('the texts in %s', (_, texts) => {
  it('are the English ones, no more and no less', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort());
  });

  it('fill in the same values', () => {
    for (const key of Object.keys(en) as (keyof Texts)[]) {
      expect(placeholders(texts[key]), key).toEqual(placeholders(en[key]));
    }
  });

  it('are translated', () => {
    for (const key of Object.keys(en) as (keyof Texts)[]) {
      expect(texts[key].trim(), key).not.toBe('');
      if (!SHARED.has(key)) expect(texts[key], key).not.toBe(en[key]);
    }
  });
});
