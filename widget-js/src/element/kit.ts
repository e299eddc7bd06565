import { errorLine, inText } from './controls.js';
import { h } from './dom.js';
import { explain } from './explain.js';
import { resend } from './resend.js';

/**
 * What the live module takes from the user interface, handed over with the stage so that it is not downloaded twice.
 * What is smaller than its name is not worth it.
 */
export const kit = { errorLine, explain, h, inText, resend };
