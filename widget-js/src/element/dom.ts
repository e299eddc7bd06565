/** What an element is made with: attributes (`true` is an empty one, `false` and `undefined` none) and `on…` listeners. */
export type Props = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

/** Makes an element by DOM calls only, which strict CSP and Trusted Types allow. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : `${value}`);
  }
  // Own rules go by class, which is shorter; parts are for the site.
  if (props.part) element.className = `${props.part}`;
  element.append(...children);
  return element;
}

/** A line drawing on a 24 x 24 grid, hidden from assistive technology. */
export function drawing(part: string, ...paths: string[]): SVGSVGElement {
  const make = (tag: string) => document.createElementNS('http://www.w3.org/2000/svg', tag);
  const svg = make('svg') as SVGSVGElement;
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('part', part);
  svg.setAttribute('class', part);
  for (const d of paths) {
    const path = make('path');
    path.setAttribute('d', d);
    path.setAttribute('pathLength', '1');
    svg.append(path);
  }
  return svg;
}

/** Changes an attribute only; `false` removes it. */
export function mark(element: Element, name: string, on: boolean): void {
  if (on) element.setAttribute(name, 'true');
  else element.removeAttribute(name);
}
