import type { OtpSession } from '../headless/session.js';
import type { UiHandle, UiHooks } from '../headless/ui.js';
import { h } from './dom.js';
import { startFlow } from './flow.js';
import { sheet } from './styles.js';

/** Plays the flow inside an element of the page. */
export function mountInline(session: OtpSession, host: Element, hooks: UiHooks): UiHandle {
  const own = h('div', { 'data-otp-widget': session.config.widgetId });
  host.append(own);
  return playIn(own.attachShadow({ mode: 'open' }), session, hooks, () => own.remove());
}

/** Plays the flow inside a shadow root; `remove` takes it off the page in the end. */
export function playIn(
  root: ShadowRoot,
  session: OtpSession,
  hooks: UiHooks,
  remove: () => void = () => root.replaceChildren(),
): UiHandle {
  const surface = h('div', { part: 'surface inline', role: 'group', 'aria-labelledby': 'title' });
  root.adoptedStyleSheets = [sheet()];
  root.replaceChildren(surface);
  const flow = startFlow(session, hooks, { surface, takesFocus: false, succeeded: hooks.verified });
  const destroy = () => {
    flow.stop();
    remove();
  };
  return {
    close() {
      if (flow.state === 'closed') return;
      destroy();
      hooks.closed();
    },
    destroy,
    get state() {
      return flow.state;
    },
  };
}
