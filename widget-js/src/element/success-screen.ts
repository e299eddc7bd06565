import { inText, title } from './controls.js';
import { drawing, h } from './dom.js';
import type { Screen, Stage } from './stage.js';

/** Says that the identifier is verified, with a check that draws itself. */
export function successScreen({ texts }: Stage, identifier: string): Screen {
  const heading = title(texts.done);
  const check = drawing('check', 'M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19', 'M7.5 12.5l3 3l6-6.5');
  const text = h('p', { part: 'text' }, inText(identifier));
  return { node: h('div', { part: 'screen success' }, check, heading, text), focus: heading };
}
