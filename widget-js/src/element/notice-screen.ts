import { errorLine, primary, title } from './controls.js';
import { h } from './dom.js';
import type { Screen } from './stage.js';

/** While the settings are on their way. */
export function loadingScreen(text: string): Screen {
  const heading = title(text);
  return {
    node: h('div', { part: 'screen loading' }, h('span', { part: 'spinner' }), heading),
    focus: heading,
  };
}

/** The widget cannot start; `again` is given when asking once more may help. */
export function failureScreen(heading: string, text: string, label: string, again?: () => void): Screen {
  const error = errorLine();
  const name = title(heading);
  const button = again && primary(label, again);
  const node = h('div', { part: 'screen' }, name, error.node, ...(button ? [button] : []));
  error.show(text);
  return { node, focus: button ?? name };
}
