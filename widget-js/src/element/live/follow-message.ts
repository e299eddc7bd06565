import { accessOf } from '../../headless/access-of.js';
import { watchRequest } from '../../headless/watch-request.js';
import type { Stage } from '../stage.js';
import type { Seat } from './live-module.js';
import { messageLine } from './message-line.js';
import { speak } from './speak.js';
import { webOtp } from './web-otp.js';

/** See `LiveModule`. What cannot be followed is silence: the code screen works without. */
export async function followMessage(
  stage: Stage,
  { line, again, fill }: Seat,
  signal: AbortSignal,
): Promise<void> {
  const { session, options, language } = stage;
  const pending = session.current();
  if (!pending || signal.aborted) return;
  if (pending.channel === '11' && options.webOtp !== false) webOtp(fill, signal);
  if (options.live === false) return;
  const texts = { ...(await speak(stage.texts, language, false)), ...options.texts };
  const changed = messageLine(stage, texts, line, again, signal);
  await watchRequest({ ...accessOf(session.config), signal }, pending.reqId, changed).catch(() => {});
}
