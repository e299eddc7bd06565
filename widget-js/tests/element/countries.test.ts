import { describe, expect, it } from 'vitest';
import { countries, countryByDigits, countryByIso, regionOf } from '../../src/element/countries.js';
import { readMobile, showIdentifier } from '../../src/element/mobile-number.js';

describe('the countries', () => {
  it('are named once each, by codes that Intl knows', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    expect(countries).toHaveLength(245);
    expect(new Set(countries.map((country) => country.iso)).size).toBe(245);
    for (const { iso, dial } of countries) {
      expect(names.of(iso), iso).toBeDefined();
      expect(dial, iso).toMatch(/^[1-9]\d{0,3}$/);
    }
  });

  it.each([
    ['919876543210', 'IN'],
    ['447911123456', 'GB'],
    ['12125550100', 'US'],
    ['18765550100', 'JM'],
    ['77012345678', 'RU'],
    ['3581234567', 'FI'],
    ['212612345678', 'MA'],
    ['5999123456', 'CW'],
    ['390612345678', 'IT'],
  ])('%s is a number of %s', (digits, iso) => expect(countryByDigits(digits)?.iso).toBe(iso));

  it('lets the preferred country win among those that share a code, not against a longer one', () => {
    expect(countryByDigits('14165550100', countryByIso('CA'))?.iso).toBe('CA');
    expect(countryByDigits('18765550100', countryByIso('CA'))?.iso).toBe('JM');
  });

  it('guesses a region from a language', () => {
    expect(regionOf('pt-PT')).toBe('PT');
    expect(regionOf('hi')).toBe('IN');
    expect(regionOf('not a language')).toBeUndefined();
  });
});

describe('readMobile', () => {
  it.each([
    ['+91 98765-43210', '919876543210', 'IN'],
    ['0091 98765 43210', '919876543210', 'IN'],
    ['(+44) 7911 123456', '447911123456', 'GB'],
    ['+44 (0)7911 123456', '447911123456', 'GB'],
    ['٠٠٩٦٦ ٥٥ ١٢٣ ٤٥٦٧', '966551234567', 'SA'],
    ['＋４９ 151 23456789', '4915123456789', 'DE'],
  ])('finds the country in %s', (text, digits, iso) => {
    expect(readMobile(text)).toMatchObject({ digits, international: true, country: { iso } });
  });

  it.each(['98765 43210', '09876543210', ''])('finds none in %j', (text) => {
    expect(readMobile(text)).toMatchObject({ international: false, country: undefined });
  });

  it('shows the wire form with its country code apart', () => {
    expect(showIdentifier('919876543210')).toBe('+91\u00a09876543210');
  });
});
