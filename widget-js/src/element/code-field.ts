import { cameWhole } from './arrival.js';
import { readCode } from './digits.js';
import { h } from './dom.js';

/** One real input over as many drawn slots as the code has digits. */
export interface CodeField {
  readonly node: HTMLElement;
  readonly input: HTMLInputElement;
  /** Puts a code in as autofill would. */
  fill(code: string): void;
}

/**
 * @param length digits in the code, 4 to 9
 * @param changed called with the digits whenever they change; `whole` when they came at once
 */
export function codeField(
  label: string,
  length: number,
  changed: (code: string, whole: boolean) => void,
): CodeField {
  const slots = Array.from({ length }, () => h('i', {}));
  const input: HTMLInputElement = h('input', {
    id: 'otp',
    name: 'otp',
    part: 'code-input',
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'done',
    'aria-describedby': 'sent valid error',
    oninput: (event) => take(input.value, (before, after) => cameWhole(event, before, after)),
  });
  let before = '';

  function take(text: string, isWhole: (before: string, after: string) => boolean): void {
    const code = readCode(text, length);
    if (code !== input.value) {
      const caret = readCode(text.slice(0, input.selectionStart ?? text.length), length).length;
      input.value = code;
      input.setSelectionRange(caret, caret);
    }
    const whole = isWhole(before, code);
    before = code;
    slots.forEach((slot, i) => {
      slot.classList.toggle('next', i === Math.min(code.length, length - 1));
    });
    changed(code, whole);
  }

  slots[0]?.classList.add('next');
  const box = h('div', { part: 'code', dir: 'ltr' }, h('div', { 'aria-hidden': true }, ...slots), input);
  box.style.setProperty('--_n', `${length}`);
  return {
    node: h('div', { part: 'field' }, h('label', { for: 'otp', part: 'label' }, label), box),
    input,
    fill: (code) => take(code, () => true),
  };
}
