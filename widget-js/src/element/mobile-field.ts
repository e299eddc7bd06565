import { cameWhole } from './arrival.js';
import { type Country, countryByIso, regionOf } from './countries.js';
import { countryPicker } from './country-picker.js';
import { h } from './dom.js';
import type { Field } from './field.js';
import { readMobile } from './mobile-number.js';
import type { Stage } from './stage.js';

/** A mobile number with its country; an international prefix typed or pasted moves the picker. */
export function mobileField({ texts, language, data }: Stage): Field {
  const home =
    countryByIso(data.defaultCountry?.iso2) ??
    countryByIso(regionOf(navigator.language)) ??
    (countryByIso('US') as Country);
  const picker = countryPicker(texts.country, language, home);
  let before = '';
  const input: HTMLInputElement = h('input', {
    id: 'tel',
    name: 'tel',
    part: 'input',
    type: 'tel',
    inputmode: 'tel',
    autocomplete: 'tel',
    enterkeyhint: 'send',
    'aria-describedby': 'error',
    oninput: (event) => read(cameWhole(event, before, input.value)),
    onchange: () => read(true),
  });

  /** Moves the picker; a prefix is taken off only once nothing more of it can come. */
  function read(whole: boolean): void {
    const { country, digits } = readMobile(input.value, picker.country);
    if (country) {
      picker.choose(country);
      if (whole) input.value = digits.slice(country.dial.length);
    }
    before = input.value;
  }

  return {
    node: h(
      'div',
      { part: 'field' },
      h('label', { for: 'tel', part: 'label' }, texts.mobile),
      h('div', { part: 'control', dir: 'ltr' }, picker.node, input),
    ),
    input,
    value() {
      const { digits, international, country } = readMobile(input.value, picker.country);
      const full = international ? digits : picker.country.dial + digits;
      const possible = digits.length > 3 && full.length < 16 && (!international || country);
      return possible ? full : undefined;
    },
    set(text, whole = false) {
      input.value = text;
      read(whole);
    },
  };
}
