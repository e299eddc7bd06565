import { h } from './dom.js';
import { suggestEmail } from './email-hint.js';
import type { Field } from './field.js';
import { fill } from './fill.js';
import type { Stage } from './stage.js';

/** How long the visitor must have stopped typing before a repair is offered. Milliseconds. */
const PAUSE = 600;

/** An e-mail address; offers, never enforces, a repair of a mistyped domain. */
export function emailField({ texts, announce }: Stage, signal: AbortSignal): Field {
  let timer = 0;
  const hint = h('div', {});
  const input = h('input', {
    id: 'email',
    name: 'email',
    part: 'input',
    type: 'email',
    inputmode: 'email',
    autocomplete: 'email',
    enterkeyhint: 'send',
    dir: 'ltr',
    'aria-describedby': 'error',
    oninput: () => {
      clearTimeout(timer);
      hint.replaceChildren();
      timer = window.setTimeout(offer, PAUSE);
    },
  });
  signal.addEventListener('abort', () => clearTimeout(timer));

  function offer(): void {
    const email = suggestEmail(input.value);
    if (!email) return;
    const text = fill(texts.suggest, { email });
    const accept = () => {
      input.value = email;
      hint.replaceChildren();
      input.focus();
    };
    hint.replaceChildren(h('button', { type: 'button', part: 'link suggestion', onclick: accept }, text));
    announce(text);
  }

  return {
    node: h(
      'div',
      { part: 'field' },
      h('label', { for: 'email', part: 'label' }, texts.email),
      h('div', { part: 'control' }, input),
      hint,
    ),
    input,
    value() {
      const email = input.value.trim();
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : undefined;
    },
    set(text) {
      input.value = text;
    },
  };
}
