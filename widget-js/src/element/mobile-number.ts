import { type Country, countryByDigits } from './countries.js';
import { asciiDigits } from './digits.js';
import { kindOf } from './kind.js';

/** What stands in a number field. */
export interface MobileText {
  /** Without the international prefix; with the country code if `international`. */
  readonly digits: string;
  /** Whether it began with `+` or `00`. */
  readonly international: boolean;
  /** The country that an international number names. */
  readonly country?: Country | undefined;
}

/** Reads a number however it is written; `preferred` wins among countries that share a code. */
export function readMobile(text: string, preferred?: Country): MobileText {
  // "+44 (0)20 …": the bracketed zero is dialled at home only.
  const ascii = asciiDigits(text).replace(/\(0\)/, '');
  const prefix = /^[^\d+]*(\+|00)/.exec(ascii);
  const digits = ascii.slice(prefix?.[0].length ?? 0).replace(/\D/g, '');
  return {
    digits,
    international: !!prefix,
    country: prefix ? countryByDigits(digits, preferred) : undefined,
  };
}

/** How an identifier is shown: an e-mail address as it is, a mobile number as `+91 9999999999`. */
export function showIdentifier(identifier: string): string {
  if (kindOf(identifier) === 'email') return identifier;
  const digits = identifier.replace(/\D/g, '');
  const country = countryByDigits(digits);
  return country ? `+${country.dial}\u00a0${digits.slice(country.dial.length)}` : `+${digits}`;
}
