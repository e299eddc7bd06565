import type { Channel } from './types.js';

/** A flag as the API writes it. */
export type Flag = 0 | 1;

/** A coded value with a readable name. */
export interface Coded<V extends string = string> {
  readonly value: V;
  readonly name?: string;
}

/**
 * One step of the flow. Resend buttons are made only from steps with `processVia.value === '5'`.
 * Contract section 1.
 */
export interface WidgetProcess {
  readonly processId: number | string;
  /** `2` mobile, `3` e-mail, `5` resend. */
  readonly processVia: Coded<'2' | '3' | '5'>;
  readonly channel: Coded<Channel>;
  readonly templateId?: string | number | null;
  readonly countryCode?: readonly string[] | null;
  readonly use_default?: Flag | boolean | null;
}

/** The country that the widget's settings preselect. */
export interface WidgetCountry {
  /** ISO 3166-1 alpha-2, in either case. */
  readonly iso2: string;
  readonly name: string;
  /** Digits without `+`. */
  readonly dialCode: string;
  readonly priority?: number;
  readonly areaCodes?: readonly string[] | null;
}

/** A look, as values for CSS. */
export interface WidgetTheme {
  readonly scheme?: 'auto' | 'light' | 'dark';
  readonly accent?: string;
  readonly radius?: string;
  readonly font?: string;
}

/** The public settings of a widget, as `getWidgetProcess` answers them. Nothing secret is in it. Contract section 1. */
export interface WidgetData {
  readonly widgetId: string;
  readonly widget_id: string;
  readonly companyId: number;
  readonly name: string;
  readonly status: Coded<'0' | '1'>;
  /** `1` Default: the widget picks the resend channel. `2` Custom: the page names it. */
  readonly widgetType: Coded<'1' | '2'>;
  /** `1` both, `2` mobile, `3` e-mail. */
  readonly processType: Coded<'1' | '2' | '3'>;
  /** `1` OTP, `2` magic link. */
  readonly verificationType: '1' | '2';
  /** Digits in a code. */
  readonly otpLength: number;
  /** Seconds before a resend is allowed. */
  readonly retryTime: number;
  /** Resends allowed for one request. */
  readonly retryCount: number;
  /** Minutes until a code expires. */
  readonly expiryTime: number;
  readonly invisible: Flag;
  readonly captchaValidations: Flag;
  readonly iFrame: Flag;
  readonly mobileIntegration: Flag;
  readonly globalDefaultChannel?: Channel | string | number | null;
  readonly countriesDefaultChannel?: unknown;
  readonly defaultCountry: WidgetCountry | null;
  readonly widgetMeta?: {
    /** `builtin`, `recaptchaV2`, `recaptchaV3`, `recaptchaEnterprise`, `hcaptcha`, `turnstile`; empty: no captcha. */
    readonly captcha_type?: string;
    readonly captcha_site_key?: string;
    readonly captcha_action?: string;
  } | null;
  readonly oneTapVerification?: { readonly isEnabled: boolean } | null;
  /** The look that the widget's settings give it; what a page sets itself wins. */
  readonly theme?: WidgetTheme | null;
  readonly processes: readonly WidgetProcess[];
  readonly createdAt?: string;
  readonly lastUpdatedAt?: string;
}
