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
  const face = h('span', { 'aria-hidden': true });
  const select: HTMLSelectElement = h('select', {
    'aria-label': label,
    autocomplete: 'off',
    onpointerdown: list,
    onfocus: list,
    onchange: () => choose(countryByIso(select.value) ?? country),
  });
  let country = first;

  /** Lists them all when the visitor turns to them: to name, sort and style so many would delay the opening. */
  function list(): void {
    if (select.length > 1) return;
    const names = new Intl.DisplayNames(language.tag, { type: 'region' });
    const compare = new Intl.Collator(language.tag).compare;
    const options = countries.map(({ iso, dial }) =>
      h('option', { value: iso }, `${names.of(iso)} +${dial}`),
    );
    select.replaceChildren(...options.sort((a, b) => compare(a.text, b.text)));
    select.value = country.iso;
  }

  function choose(next: Country): void {
    country = next;
    face.textContent = `${next.iso} +${next.dial}`;
    if (select.length < 2) select.replaceChildren(h('option', { value: next.iso }, face.textContent));
    select.value = next.iso;
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
