import type { OtpConfig } from '../headless/types.js';

/** Where a captcha is drawn. Always outside of shadow roots, in which vendors' scripts get lost. */
export interface Place {
  readonly node: HTMLElement;
  /** Whether it is a box over the page, made for this alone. */
  readonly own: boolean;
  /** The visitor closes the box. */
  closed(listener: () => void): void;
  remove(): void;
}

/** Below the puzzles that vendors put over the page. */
const Z_INDEX = '1999999999';

/**
 * The element that the page names, else a slot of our user interface, else, if `own` is given, a box over the page.
 */
export function placeOf(config: OtpConfig, near: Node | undefined, own: boolean): Place | undefined {
  const named = document.getElementById(`${config.captchaRenderId || ''}`);
  if (named) return inside(named);
  const root = near?.isConnected ? near.getRootNode() : undefined;
  if (root instanceof ShadowRoot && root.host.isConnected) {
    openUp(root);
    const place = inside(root.host);
    place.node.slot = 'captcha';
    return place;
  }
  return own ? box(config) : undefined;
}

function inside(parent: Element): Place {
  const node = document.createElement('div');
  parent.append(node);
  return { node, own: false, closed: () => {}, remove: () => node.remove() };
}

/** A modal dialog keeps visitors from everything outside of it, the vendor's puzzle included: it becomes a plain one. */
function openUp(root: ShadowRoot): void {
  const dialog = root.querySelector('dialog');
  if (!dialog?.matches(':modal')) return;
  const focused = root.activeElement as HTMLElement | null;
  dialog.close();
  dialog.show();
  focused?.focus();
  Object.assign(dialog.style, {
    position: 'fixed',
    inset: '0',
    zIndex: Z_INDEX,
    boxShadow: '0 0 0 200vmax #0b0d1480',
  });
  dialog.addEventListener('keydown', ({ key }) => key === 'Escape' && dialog.close());
}

function box({ options }: OtpConfig): Place {
  const node = document.createElement('div');
  const frame = document.createElement('div');
  const close = document.createElement('button');
  const listeners: (() => void)[] = [];
  const leave = () => {
    for (const listener of listeners) listener();
  };
  frame.setAttribute('role', 'dialog');
  frame.setAttribute('aria-label', options?.texts?.captcha ?? 'Please confirm that you’re not a robot.');
  frame.dataset.otpCaptcha = '';
  close.type = 'button';
  close.textContent = '✕';
  close.setAttribute('aria-label', options?.texts?.close ?? 'Close');
  close.onclick = leave;
  frame.onkeydown = ({ key }) => key === 'Escape' && leave();
  Object.assign(frame.style, {
    position: 'fixed',
    inset: '0',
    zIndex: Z_INDEX,
    display: 'grid',
    placeContent: 'center',
    justifyItems: 'center',
    gap: '1em',
    background: '#0b0d14cc',
  });
  Object.assign(close.style, { width: '3em', height: '3em', color: '#fff', background: 'none', border: '0' });
  frame.append(node, close);
  const before = document.activeElement as HTMLElement | null;
  for (const { shadowRoot } of document.querySelectorAll('[data-otp-widget]'))
    if (shadowRoot) openUp(shadowRoot);
  document.body.append(frame);
  close.focus();
  return {
    node,
    own: true,
    closed: (listener) => listeners.push(listener),
    remove() {
      frame.remove();
      before?.focus();
    },
  };
}
