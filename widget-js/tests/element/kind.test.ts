import { describe, expect, it } from 'vitest';
import { suggestEmail } from '../../src/element/email-hint.js';
import { isOtherKind } from '../../src/element/kind.js';

describe('isOtherKind', () => {
  it.each(['a', 'anna@', '९८७a', 'é'])('sees an e-mail in the number field: %s', (text) => {
    expect(isOtherKind('mobile', text)).toBe(true);
  });
  it.each(['+91', '(0)98-76 54', '٩٨٧٦٥', ''])('leaves a number in the number field: %j', (text) => {
    expect(isOtherKind('mobile', text)).toBe(false);
  });
  it.each(['+9', '00 91', '98765', '(987) 65', '९८७६५'])('sees a number in the e-mail field: %s', (text) => {
    expect(isOtherKind('email', text)).toBe(true);
  });
  it.each(['9876', '98765a', '98765@', 'anna', ''])('leaves an e-mail in the e-mail field: %j', (text) => {
    expect(isOtherKind('email', text)).toBe(false);
  });
});

describe('suggestEmail', () => {
  it.each([
    ['anna@gmial.com', 'anna@gmail.com'],
    ['anna@gmail.con', 'anna@gmail.com'],
    ['anna@gmail.co', 'anna@gmail.com'],
    ['Anna@GMAI.com', 'anna@gmail.com'],
    ['anna@hotmial.com', 'anna@hotmail.com'],
    ['anna@yaho.co.in', 'anna@yahoo.co.in'],
    ['anna@outlok.com', 'anna@outlook.com'],
  ])('repairs %s', (given, expected) => expect(suggestEmail(given)).toBe(expected));

  it.each([
    'anna@gmail.com',
    'anna@hotmail.es',
    'anna@yahoo.co.uk',
    'anna@example.com',
    'anna@gmail',
    'anna@',
    'anna',
    'anna@acme.io',
  ])('leaves %s alone', (given) => expect(suggestEmail(given)).toBeUndefined());
});
