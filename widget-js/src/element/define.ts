import type { ElementContext } from '../headless/ui.js';
import { OtpWidgetElement } from './otp-widget.js';

/**
 * Registers `<otp-widget>`, once a page: a second call, or a second copy of the script, leaves the first in place.
 */
export function define(context: ElementContext): void {
  if (customElements.get('otp-widget')) return;
  OtpWidgetElement.context = context;
  customElements.define('otp-widget', OtpWidgetElement);
}
