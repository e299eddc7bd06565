import type { OtpError } from '../headless/otp-error.js';
import type { OtpSession } from '../headless/session.js';
import type { OtpConfig, OtpOptions, Sent, Verified } from '../headless/types.js';
import type { ElementContext, UiHandle, UiHooks } from '../headless/ui.js';
import type { WidgetData } from '../headless/widget-data.js';
import english from '../locale/en.js';
import { h } from './dom.js';
import { pickLanguage } from './language.js';

/** The events of an `<otp-widget>`; all bubble and cross shadow borders. */
export interface OtpWidgetEventMap {
  /** The settings have arrived. */
  'otp-ready': CustomEvent<WidgetData>;
  /** A message is on its way. */
  'otp-sent': CustomEvent<Sent>;
  /** The visitor proved the identifier. */
  'otp-verified': CustomEvent<Verified>;
  'otp-error': CustomEvent<OtpError>;
  /** The visitor closed the popup. */
  'otp-close': CustomEvent<undefined>;
}

declare global {
  interface HTMLElementTagNameMap {
    'otp-widget': OtpWidgetElement;
  }
  interface HTMLElementEventMap extends OtpWidgetEventMap {}
}

// On a server there is no HTMLElement; importing the module must not fail there.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * `<otp-widget widget-id token-auth identifier mode theme lang name>`: the widget as an element of the page. In a form
 * it submits the access token under its `name`. With `mode="popup"` its content, or a button, opens the popup.
 */
export class OtpWidgetElement extends Base {
  static readonly formAssociated = true;
  static readonly observedAttributes = [
    'widget-id',
    'token-auth',
    'identifier',
    'mode',
    'theme',
    'lang',
    'api-base',
  ];
  /** @internal Set when the element is registered. */
  static context: ElementContext;

  // An element that was there before the script keeps what the page had set on it.
  /** Template variables, forwarded with send. */
  variables: Readonly<Record<string, unknown>> = (this as Partial<OtpWidgetElement>).variables ?? {};
  /** More options than there are attributes for; attributes win. */
  options: OtpOptions = (this as Partial<OtpWidgetElement>).options ?? {};

  #internals = this.attachInternals();
  #root = this.attachShadow({ mode: 'open', delegatesFocus: true });
  #session: OtpSession | undefined;
  #ui: UiHandle | undefined;
  #token = '';
  #planned = false;

  /** The access token, empty until the visitor is verified; nobody else may set it. */
  get value(): string {
    return this.#token;
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** The id of a form elsewhere on the page. */
  set form(id: string) {
    this.setAttribute('form', id);
  }

  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  set name(name: string) {
    this.setAttribute('name', name);
  }

  get state(): UiHandle['state'] {
    return this.#ui?.state ?? 'closed';
  }

  /** Opens the popup of a widget with `mode="popup"`. */
  open(): void {
    if (!this.#session || this.getAttribute('mode') !== 'popup' || !/closed|^$/.test(this.state)) return;
    this.#ui = OtpWidgetElement.context.ui.openPopup(this.#session, this.#hooks());
  }

  /** Closes the popup. */
  close(): void {
    if (this.getAttribute('mode') === 'popup') this.#ui?.close();
  }

  connectedCallback(): void {
    this.#plan();
  }

  disconnectedCallback(): void {
    this.#plan();
  }

  /** Present so that `moveBefore()` keeps the element as it is. */
  connectedMoveCallback(): void {}

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    this.#stop();
    this.#plan();
  }

  /** The form was reset: the proof is dropped. */
  formResetCallback(): void {
    this.#stop();
    this.#plan();
  }

  /** Starts or stops in a microtask, since a moved element is taken out and put back at once. */
  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      if (!this.isConnected) this.#stop();
      else if (!this.#session) this.#start();
    });
  }

  #start(): void {
    const config = this.#config();
    if (!config.widgetId || !config.tokenAuth) return;
    const session = OtpWidgetElement.context.createSession(config);
    this.#session = session;
    session.ready.then(
      (data) => this.#session === session && this.#emit('otp-ready', data),
      () => {},
    );
    if (this.getAttribute('mode') !== 'popup') {
      this.#ui = OtpWidgetElement.context.ui.playIn(this.#root, session, this.#hooks());
      return;
    }
    const arrived = session.arrived();
    if (arrived) this.#hooks().verified(arrived);
    const button = h('button', { type: 'button', part: 'open' }, english.verify);
    this.#root.replaceChildren(h('slot', { onclick: () => this.open() }, button));
    const { file } = pickLanguage(config.options?.lang);
    const translated = file === 'en' ? undefined : OtpWidgetElement.context.loadLocale(file);
    translated?.then(({ verify }) => button.replaceChildren(verify)).catch(() => {});
  }

  #stop(): void {
    this.#ui?.destroy();
    this.#session?.destroy();
    this.#ui = this.#session = undefined;
    this.#root.replaceChildren();
    this.#setToken('');
  }

  #config(): OtpConfig {
    const read = (name: string) => this.getAttribute(name) ?? undefined;
    const given = { lang: read('lang'), theme: read('theme'), apiBase: read('api-base') };
    const { apiBase } = OtpWidgetElement.context;
    const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
    return {
      ...this.variables,
      widgetId: read('widget-id') ?? '',
      tokenAuth: read('token-auth') ?? '',
      ...(this.hasAttribute('identifier') ? { identifier: read('identifier') ?? '' } : {}),
      success: () => {},
      options: { ...(apiBase && { apiBase }), ...this.options, ...set },
    };
  }

  #hooks(): UiHooks {
    return {
      loadLocale: OtpWidgetElement.context.loadLocale,
      loadLive: OtpWidgetElement.context.loadLive,
      verified: (verified) => {
        this.#setToken(verified.accessToken);
        this.#emit('otp-verified', verified);
      },
      failed: (error) => this.#emit('otp-error', error),
      closed: () => this.#emit('otp-close', undefined),
      sent: (sent) => this.#emit('otp-sent', sent),
    };
  }

  #setToken(token: string): void {
    this.#token = token;
    this.#internals.setFormValue(token || null);
  }

  #emit<K extends keyof OtpWidgetEventMap>(type: K, detail: OtpWidgetEventMap[K]['detail']): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
