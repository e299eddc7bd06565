/** The UI module, downloaded apart from the script and only when a UI is wanted. */
export { define } from './define.js';
export { mountInline } from './inline.js';
export { openPopup } from './popup.js';
