/** The live module, downloaded apart: magic links, and what becomes of a message. Exports a `LiveModule`. */
export { waitAlone } from '../../headless/wait-alone.js';
export { followMessage } from './follow-message.js';
export { linkScreen } from './link-screen.js';
export { speak } from './speak.js';
