// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { mountInline } from '../../src/element/inline.js';
import { dress } from '../../src/element/theme.js';
import type { WidgetTheme } from '../../src/headless/widget-data.js';
import { fakeHooks, fakeSession } from '../support/fake-session.js';

const own: WidgetTheme = { scheme: 'dark', accent: '#0b6b42', radius: '4px', font: 'ui-serif, serif' };
let surface: HTMLElement;
const put = (name: string) => surface.style.getPropertyValue(name);

beforeEach(() => {
  surface = document.createElement('div');
});

describe('the look of the widget’s settings', () => {
  it('is on, below every property that a page may set', () => {
    dress(surface, undefined, own);
    expect([put('--_own-accent'), put('--_own-radius'), put('--_own-font')]).toEqual([
      '#0b6b42',
      '4px',
      'ui-serif, serif',
    ]);
    expect(put('--otp-accent')).toBe('');
    expect(surface.dataset.theme).toBe('dark');
  });

  it('leaves the colour scheme to a page that names one', () => {
    dress(surface, 'light', own);
    expect(surface.dataset.theme).toBe('light');
    expect(put('--_own-accent')).toBe('#0b6b42');
  });

  it('stays where a page sets other properties', () => {
    dress(surface, { accent: 'red' }, own);
    expect([put('--otp-accent'), put('--_own-radius'), surface.dataset.theme]).toEqual([
      'red',
      '4px',
      'dark',
    ]);
  });

  it('changes nothing when there is none', () => {
    dress(surface, undefined, null);
    expect([surface.dataset.theme, put('--_own-accent')]).toEqual([undefined, '']);
  });
});

it('reaches the page with the settings', async () => {
  const session = fakeSession({}, { theme: own });
  const ui = mountInline(session, document.body, fakeHooks());
  await session.ready;
  await Promise.resolve();
  surface = document.querySelector('[data-otp-widget]')?.shadowRoot?.querySelector('.surface') as HTMLElement;
  expect(put('--_own-accent')).toBe('#0b6b42');
  ui.destroy();
});
