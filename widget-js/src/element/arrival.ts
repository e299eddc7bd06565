/**
 * Whether a value came whole (autofill, paste, drop, a keyboard's suggestion) and not key by key.
 * Autofill fires a plain event; keyboards that compose report all digits so far with every key, so the growth decides.
 */
export function cameWhole(event: Event, before: string, after: string): boolean {
  const { inputType = '', data } = event as InputEvent;
  if (/^(delete|history)/.test(inputType)) return false;
  if (!/^insert(Text|CompositionText)$/.test(inputType)) return true;
  return after.length - before.length > 1 || (inputType === 'insertText' && (data?.length ?? 0) > 1);
}
