/** The UI module, downloaded apart from the script and only when a UI is wanted. */
export { mountInline, playIn } from './inline.js';
export { openPopup } from './popup.js';
