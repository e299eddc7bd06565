import { h } from './dom.js';

/** The one polite live region: there from the start, so that screen readers watch it. */
export interface Announcer {
  readonly node: HTMLElement;
  announce(text: string): void;
}

export function announcer(): Announcer {
  const node = h('p', { part: 'status', role: 'status' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    node,
    announce(text) {
      clearTimeout(timer);
      node.textContent = '';
      // An emptied region speaks the same sentence again; the pause lets screen readers notice.
      timer = setTimeout(() => node.append(text), 120);
    },
  };
}
