import type { OtpOptions } from '../headless/types.js';
import type { WidgetTheme } from '../headless/widget-data.js';

/** Relative luminance of a computed colour, `rgb(1, 2, 3)` or `color(srgb .1 .2 .3)`. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const parts = color.match(/[\d.]+(e-?\d+)?/g) ?? [];
  return [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const part = Number(parts[i]) / (color.startsWith('color') ? 1 : 255);
    return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0);
}

/** Contrast ratio of two computed colours, 1 to 21; `NaN` when one cannot be read. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05];
  return Math.max(a / b, b / a);
}

/**
 * Puts the theme on, and picks colours that stay readable on and beside whatever accent was chosen.
 *
 * @param own the widget's, below what the page says here or by custom properties of its style sheets
 */
export function dress(surface: HTMLElement, theme: OtpOptions['theme'], own?: WidgetTheme | null): void {
  const { style } = surface;
  const put = (prefix: string, values: object | null | undefined) => {
    for (const [name, value] of Object.entries(values ?? {})) style.setProperty(prefix + name, value ?? '');
  };
  put('--_own-', own);
  const isWord = typeof theme !== 'object';
  if (!isWord) put('--otp-', theme);
  const scheme = (isWord && theme) || own?.scheme;
  if (scheme) surface.dataset.theme = scheme;
  // The outline's colour is the accent, computed.
  const { outlineColor: accent, backgroundColor } = getComputedStyle(surface);
  style.setProperty('--_on', contrast(accent, 'rgb(255,255,255)') < 4.5 ? '#000' : '#fff');
  style.setProperty('--_ink', `var(--_${contrast(accent, backgroundColor) < 4.5 ? 'text' : 'accent'})`);
}
