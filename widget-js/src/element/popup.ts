import type { OtpSession } from '../headless/session.js';
import type { UiHandle, UiHooks } from '../headless/ui.js';
import { drawing, h } from './dom.js';
import { startFlow } from './flow.js';
import { sheet } from './styles.js';

/** How long the success screen stays. Milliseconds. */
const FAREWELL = 1400;

/** Opens the flow in a modal dialog, in an open shadow root on an element of its own at the end of the page. */
export function openPopup(session: OtpSession, hooks: UiHooks): UiHandle {
  const host = h('div', { 'data-otp-widget': session.config.widgetId });
  const close = h('button', { type: 'button', part: 'close', onclick: () => dialog.close() });
  close.append(drawing('icon', 'M6 6l12 12', 'M18 6l-12 12'));
  const dialog = h('dialog', { part: 'surface popup', 'aria-labelledby': 'title' });
  const ended = new AbortController();
  let verified = false;
  let farewell = 0;

  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet()];
  root.append(dialog);
  document.body.append(host);
  dialog.showModal();
  const flow = startFlow(session, hooks, {
    surface: dialog,
    takesFocus: true,
    speaks: (texts) => close.setAttribute('aria-label', texts.close),
    succeeded(result) {
      verified = true;
      farewell = window.setTimeout(leave, FAREWELL);
      hooks.verified(result);
    },
  });
  dialog.append(close);
  dialog.addEventListener('close', () => dialog.open || leave(), { signal: ended.signal });
  aboveKeyboard(dialog, ended.signal);

  function destroy(): void {
    ended.abort();
    clearTimeout(farewell);
    flow.stop();
    dialog.close();
    host.remove();
  }

  function leave(): void {
    if (ended.signal.aborted) return;
    destroy();
    if (!verified) hooks.closed();
  }

  return {
    close: leave,
    destroy,
    get state() {
      return flow.state;
    },
  };
}

/** Keeps a bottom sheet above the keyboard, which covers the page's lower part without resizing it. */
function aboveKeyboard(dialog: HTMLElement, signal: AbortSignal): void {
  const viewport = window.visualViewport;
  const fit = () => {
    if (viewport?.scale !== 1) return;
    const covered = Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop);
    dialog.style.setProperty('--_covered', `${covered}px`);
  };
  viewport?.addEventListener('resize', fit, { signal });
}
