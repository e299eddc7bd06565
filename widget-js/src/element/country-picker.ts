import { type Country, countries, countryByIso } from './countries.js';
import { drawing, h } from './dom.js';
import type { Language } from './language.js';

/** A native `<select>` under a compact face: typeahead, wheel and screen readers come with the browser. */
export interface CountryPicker {
  readonly node: HTMLElement;
  readonly country: Country;
  choose(country: Country): void;
}

export function countryPicker(label: string, language: Language, first: Country): CountryPicker {
  const names = new Intl.DisplayNames([language.tag], { type: 'region', fallback: 'code' });
  const compare = new Intl.Collator(language.tag).compare;
  const named = countries.map((country) => ({ ...country, name: names.of(country.iso) ?? country.iso }));
  const options = named
    .sort((a, b) => compare(a.name, b.name))
    .map(({ iso, dial, name }) => h('option', { value: iso }, `${name} +${dial}`));
  const face = h('span', { 'aria-hidden': true });
  const select = h(
    'select',
    {
      'aria-label': label,
      autocomplete: 'off',
      onchange: () => choose(countryByIso(select.value) ?? country),
    },
    ...options,
  );
  let country = first;
  function choose(next: Country): void {
    country = next;
    select.value = next.iso;
    face.textContent = `${next.iso} +${next.dial}`;
  }
  choose(first);
  return {
    node: h('span', { part: 'country' }, face, drawing('chevron', 'M7 10l5 5l5-5'), select),
    get country() {
      return country;
    },
    choose,
  };
}
