import { h } from './dom.js';

/** The one polite live region: there from the start, so that screen readers watch it. */
export interface Announcer {
  readonly node: HTMLElement;
  announce(text: string): void;
}

export function announcer(signal: AbortSignal): Announcer {
  const node = h('p', { part: 'status', role: 'status' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));
  return {
    node,
    announce(text) {
      if (signal.aborted) return;
      clearTimeout(timer);
      node.textContent = '';
      // An emptied region speaks the same sentence again; the pause lets screen readers notice.
      timer = setTimeout(() => node.append(text), 120);
    },
  };
}
