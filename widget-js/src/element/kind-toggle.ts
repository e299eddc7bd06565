import { h } from './dom.js';
import type { Kind } from './kind.js';

/** Two radio buttons that look like one segmented control. */
export interface KindToggle {
  readonly node: HTMLElement;
  set(kind: Kind): void;
}

export function kindToggle(
  label: string,
  names: Record<Kind, string>,
  chosen: (kind: Kind) => void,
): KindToggle {
  const radio = (kind: Kind) =>
    h('input', { type: 'radio', name: 'kind', value: kind, onchange: () => chosen(kind) });
  const radios = { mobile: radio('mobile'), email: radio('email') };
  const option = (kind: Kind) => h('label', { part: 'option' }, radios[kind], h('span', {}, names[kind]));
  return {
    node: h(
      'div',
      { part: 'toggle', role: 'radiogroup', 'aria-label': label },
      option('mobile'),
      option('email'),
    ),
    set(kind) {
      radios[kind].checked = true;
    },
  };
}
