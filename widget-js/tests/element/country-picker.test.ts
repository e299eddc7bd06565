// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { countryByIso } from '../../src/element/countries.js';
import { countryPicker } from '../../src/element/country-picker.js';

const at = (iso: string) => countryByIso(iso) as NonNullable<ReturnType<typeof countryByIso>>;
const german = { file: 'de', tag: 'de', dir: 'ltr' } as const;

function make() {
  const picker = countryPicker('Land', german, at('IN'));
  const select = picker.node.querySelector('select') as HTMLSelectElement;
  return { picker, select, texts: () => [...select.options].map((option) => option.text) };
}

it('holds the chosen country alone until somebody turns to it', () => {
  const { picker, select, texts } = make();
  expect([select.value, texts()]).toEqual(['IN', ['IN +91']]);
  picker.choose(at('GB'));
  expect([select.value, texts()]).toEqual(['GB', ['GB +44']]);
});

it.each(['pointerdown', 'focus'])('lists all on %s, sorted by name, and keeps the choice', (type) => {
  const { picker, select, texts } = make();
  picker.choose(at('GB'));
  select.dispatchEvent(new Event(type));
  expect(texts()).toHaveLength(245);
  expect(texts().slice(0, 3)).toEqual(['Afghanistan +93', 'Ägypten +20', 'Ålandinseln +358']);
  expect(select.value).toBe('GB');
  select.value = 'EG';
  select.dispatchEvent(new Event('change'));
  expect(picker.country).toBe(at('EG'));
  picker.choose(at('DE'));
  expect([select.value, picker.node.textContent?.startsWith('DE +49')]).toEqual(['DE', true]);
});
