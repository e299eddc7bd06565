import { asciiDigits } from './digits.js';

/** What a visitor proves. */
export type Kind = 'mobile' | 'email';

/** The kind of an identifier in wire form. */
export function kindOf(identifier: string): Kind {
  return identifier.includes('@') ? 'email' : 'mobile';
}

/** Whether a text typed into the field of this kind is clearly meant for the other: a letter or `@`; `+` or five digits. */
export function isOtherKind(kind: Kind, text: string): boolean {
  const ascii = asciiDigits(text).trim();
  if (kind === 'mobile') return /[@\p{L}]/u.test(ascii);
  return /^\(?(\+|00|(\W{0,2}\d){5})[\d\s().-]*$/.test(ascii);
}
