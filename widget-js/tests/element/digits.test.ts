import { describe, expect, it } from 'vitest';
import { asciiDigits, readCode } from '../../src/element/digits.js';

describe('asciiDigits', () => {
  it.each([
    ['١٢٣٤٥٦', '123456'],
    ['۰۱۲۳', '0123'],
    ['१२३४५६', '123456'],
    ['１２３', '123'],
    ['𝟏𝟐𝟑', '123'],
    ['a-1', 'a-1'],
  ])('turns %s into %s', (given, expected) => expect(asciiDigits(given)).toBe(expected));

  it('knows the value of every decimal digit of Unicode', () => {
    for (let point = 0; point < 0x1ffff; point++) {
      const digit = String.fromCodePoint(point);
      if (!/\p{Nd}/u.test(digit)) continue;
      // Digits of one set are neighbours, so that the next one is worth one more, or begins another set.
      const value = Number(asciiDigits(digit));
      expect(value, point.toString(16)).toBeGreaterThanOrEqual(0);
      const next = String.fromCodePoint(point + 1);
      if (/\p{Nd}/u.test(next)) expect(Number(asciiDigits(next)), point.toString(16)).toBe((value + 1) % 10);
      else expect(value, point.toString(16)).toBe(9);
    }
  });
});

describe('readCode', () => {
  it.each([
    ['123 456', '123456'],
    ['123-456', '123456'],
    ['123–456', '123456'],
    ['Your code is 123 456.', '123456'],
    ['In 2026 your code is 654321', '654321'],
    ['१२३ ४५६', '123456'],
    ['12', '12'],
    ['12345678', '123456'],
    ['no digits', ''],
  ])('reads %s as %s', (given, expected) => expect(readCode(given, 6)).toBe(expected));

  it('goes by the length of the code', () => {
    expect(readCode('1234 567890123', 9)).toBe('123456789');
    expect(readCode('call 555, code 0042', 4)).toBe('0042');
  });
});
