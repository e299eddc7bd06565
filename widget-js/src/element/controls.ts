import { drawing, h, mark } from './dom.js';
import { showIdentifier } from './mobile-number.js';

/** The screen's title, which also names the dialog. */
export function title(text: string): HTMLHeadingElement {
  return h('h2', { id: 'title', part: 'title', tabindex: -1 }, text);
}

/** An identifier in a sentence, whatever the sentence's direction; empty when only the reqId is known. */
export function inText(identifier: string): HTMLElement {
  return h('bdi', { part: 'identifier' }, identifier && showIdentifier(identifier));
}

/** The one button that carries the screen on; a submit button unless it has a listener. */
export function primary(text: string, onclick?: () => void): HTMLButtonElement {
  return h('button', { type: onclick ? 'button' : 'submit', part: 'primary', onclick }, text);
}

/** A quiet button that looks like a link. */
export function link(text: string, onclick: () => void): HTMLButtonElement {
  return h('button', { type: 'button', part: 'link', onclick }, text);
}

/** The line that says what went wrong, in a field or on the screen. */
export interface ErrorLine {
  readonly node: HTMLElement;
  /** Says it, and ties it to a field when one is at fault. */
  show(text: string, input?: HTMLInputElement): void;
  clear(): void;
}

/** Makes the line; it is there from the start so that screen readers watch it. Inputs refer to it by the id `error`. */
export function errorLine(): ErrorLine {
  const node = h('p', { id: 'error', part: 'error', role: 'alert' });
  let faulty: HTMLInputElement | undefined;
  const clear = () => {
    node.replaceChildren();
    if (faulty) mark(faulty, 'aria-invalid', false);
    faulty = undefined;
  };
  return {
    node,
    clear,
    show(text, input) {
      clear();
      node.append(drawing('icon', 'M12 7v6', 'M12 16.5v.01', 'M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18'), text);
      faulty = input;
      if (faulty) mark(faulty, 'aria-invalid', true);
    },
  };
}
