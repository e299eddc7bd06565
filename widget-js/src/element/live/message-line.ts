import type { RequestState } from '../../headless/request-state.js';
import type { LiveTexts } from '../../locale/live/texts.js';
import type { Texts } from '../../locale/texts.js';
import { channelName } from '../channels.js';
import { drawing } from '../dom.js';
import { fill } from '../fill.js';
import type { Resend } from '../resend.js';
import type { Stage } from '../stage.js';
import { adopt } from './styles.js';

/** Milliseconds in which nothing new is said aloud, since "we sent it" is being read out. */
const HUSH = 2500;

const HINTS: Readonly<Record<string, keyof LiveTexts>> = {
  wrong_kind: 'wrongKind',
  bad_recipient: 'badRecipient',
  unsubscribed: 'unsubscribed',
  carrier_delay: 'carrierDelay',
  provider_trouble: 'providerTrouble',
};

/**
 * Tells what becomes of the latest message: in one line, with why and what helps in a box below the resend buttons when
 * it does not come. Only delivery and its failure are also said aloud, once.
 *
 * @returns what takes each new state
 */
export function messageLine(
  stage: Stage,
  texts: Texts & LiveTexts,
  line: HTMLElement,
  again: Resend,
  signal: AbortSignal,
): (state: RequestState) => void {
  const { h } = stage.kit;
  const box = h('div', { part: 'why' });
  const begun = Date.now();
  let sentAt = '';
  let shown = '';
  let told = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    line.replaceChildren();
    box.remove();
  });

  /** Says it once what was said before has been heard; the latest, if there are several. */
  function say(text: string): void {
    if (text === told) return;
    told = text;
    clearTimeout(timer);
    timer = setTimeout(() => stage.announce(text), Math.max(0, begun + HUSH - Date.now()));
  }

  function explainTo(channel: string, { hint, nextChannel }: RequestState): string {
    const key = HINTS[hint ?? ''];
    const reason = key ? fill(texts[key], { channel: channelName(channel, texts) }) : '';
    const what = `${reason}|${nextChannel ?? ''}`;
    if (what === shown) return reason;
    shown = what;
    box.replaceChildren(
      h('p', { part: 'label' }, texts.why),
      ...(reason ? [h('p', { part: 'text small' }, reason)] : []),
      ...(nextChannel
        ? [again.offer(nextChannel, fill(texts.tryBy, { channel: channelName(nextChannel, texts) }))]
        : []),
    );
    if (reason || nextChannel) again.node.after(box);
    else box.remove();
    return reason;
  }

  return (state) => {
    if (signal.aborted) return;
    const message = state.messages.at(-1);
    if (!message) return;
    adopt(line);
    const { status, channel, at } = message;
    const lost = status === 'failed' || status === 'expired';
    const delivered = status === 'delivered';
    if (status === 'sent' || !sentAt) sentAt = at;
    const time = new Intl.DateTimeFormat(stage.language.tag, { timeStyle: 'medium' }).format(
      new Date(sentAt),
    );
    const text = lost ? texts.undelivered : fill(delivered ? texts.delivered : texts.sentAt, { time });
    line.classList.toggle('lost', lost);
    if (status === 'queued') line.replaceChildren();
    else if (lost) line.replaceChildren(drawing('mark', 'M7 7l10 10', 'M17 7L7 17'), text);
    else line.replaceChildren(drawing('mark', 'M5 12.5l4.5 4.5l9-10'), text);
    const reason = explainTo(channel, state);
    if (lost || reason) say(`${lost ? `${text} ` : ''}${reason}`.trim());
    else if (delivered) say(text);
  };
}
