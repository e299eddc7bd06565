import { randomInt, randomUUID } from 'node:crypto';

/** A mobile number that no other test uses: India, valid, as the wire has it (digits, country code, no plus). */
export function newMobile(): string {
  return `9198${String(randomInt(100_000_000)).padStart(8, '0')}`;
}

/** An e-mail address that no other test uses. */
export function newEmail(): string {
  return `visitor-${randomUUID()}@example.com`;
}
