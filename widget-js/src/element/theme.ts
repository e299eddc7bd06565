import type { OtpOptions } from '../headless/types.js';

type Rgb = readonly [number, number, number];

/** The parts of a computed colour, 0 to 1: `rgb(1, 2, 3)` or `color(srgb .1 .2 .3)`. */
function parse(color: string): Rgb | undefined {
  const [r, g, b] = (color.match(/[\d.]+(e-?\d+)?/g) ?? []).map((part) => Number(part) / (color[0] === 'c' ? 1 : 255));
  return r === undefined || g === undefined || b === undefined ? undefined : [r, g, b];
}

/** Relative luminance. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two computed colours, 1 to 21; 21 when one cannot be read. */
export function contrast(one: string, other: string): number {
  const [a, b] = [parse(one), parse(other)];
  if (!a || !b) return 21;
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Puts the theme on, and picks colours that stay readable on and beside whatever accent the site chose. */
export function dress(surface: HTMLElement, theme: OtpOptions['theme']): void {
  const { style } = surface;
  if (typeof theme === 'object') {
    for (const [name, value] of Object.entries(theme)) style.setProperty(`--otp-${name}`, value);
  } else if (theme) surface.dataset.theme = theme;
  // The outline's colour is the accent, computed.
  const { outlineColor: accent, backgroundColor } = getComputedStyle(surface);
  style.setProperty('--_on', contrast(accent, 'rgb(255, 255, 255)') < 4.5 ? '#000' : '#fff');
  if (contrast(accent, backgroundColor) < 4.5) style.setProperty('--_ink', 'var(--_text)');
  else style.removeProperty('--_ink');
}
