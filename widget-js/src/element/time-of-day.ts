import type { Language } from './language.js';

/** A time as the visitor writes it, with the weekday when it is not soon. */
export function timeOfDay(epoch: number, language: Language): string {
  const soon = epoch - Date.now() < 12 * 3600_000;
  return new Intl.DateTimeFormat(language.tag, {
    hour: 'numeric',
    minute: '2-digit',
    ...(soon ? {} : { weekday: 'short' }),
  }).format(epoch);
}
