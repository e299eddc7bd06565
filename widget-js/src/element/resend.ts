import type { OtpError } from '../headless/otp-error.js';
import type { Channel, Sent } from '../headless/types.js';
import { channelName, resendChannels } from './channels.js';
import { countdown, minutes } from './countdown.js';
import { h, mark } from './dom.js';
import { fill } from './fill.js';
import type { Kind } from './kind.js';
import { renewable } from './renewable.js';
import type { Stage } from './stage.js';

/** What the code screen does about a resend. */
export interface ResendListener {
  resent(sent: Sent): void;
  failed(error: OtpError): void;
}

/** The resend buttons. */
export interface Resend {
  readonly node: HTMLElement;
  /** One more button, for elsewhere, that waits with the others. */
  offer(channel: Channel, label: string): HTMLElement;
}

/** The buttons that send the code again, after a wait that is shown but not read out. */
export function resend(stage: Stage, kind: Kind, listener: ResendListener, signal: AbortSignal): Resend {
  const { texts, data, session } = stage;
  const channels = resendChannels(data, kind);
  const several = channels.length > 1;
  const timer = h('p', { id: 'wait', part: 'text', role: 'timer' });
  const buttons = channels.map((channel) => button(channel));
  const node = h('div', { part: 'resend' }, timer, h('div', { part: 'channels' }, ...buttons));
  let waiting = true;
  const round = renewable(signal);

  function button(channel: Channel | null, label?: string): HTMLElement {
    const name = channel && channelName(channel, texts);
    const full = label ?? (name ? fill(texts.againBy, { channel: name }) : texts.again);
    const element = h(
      'button',
      {
        type: 'button',
        part: 'channel',
        'aria-label': full,
        'aria-describedby': 'wait',
        onclick: () => waiting || stage.run(element, () => send(channel), failed),
      },
      several && name && !label ? name : full,
    );
    return element;
  }

  async function send(channel: Channel | null): Promise<void> {
    const sent = await session.retry(channel);
    wait(sent.resendAt);
    if (sent.retriesLeft === 0) exhausted();
    // Comes last: that a message is on its way is what is announced.
    listener.resent(sent);
  }

  function failed(error: OtpError): void {
    if (error.reason === 'resend_limit') exhausted();
    else if (error.reason === 'resend_too_soon' && error.retryAfter)
      wait(Date.now() + error.retryAfter * 1000);
    else listener.failed(error);
  }

  function exhausted(): void {
    round();
    const text = h('p', { part: 'text', tabindex: -1 }, texts.limit);
    node.replaceChildren(text);
    // The button that had the focus is gone; what takes it is read out.
    text.focus();
  }

  function wait(until: number): void {
    countdown(until, tick, round());
  }

  function tick(seconds: number): void {
    const over = !seconds && waiting && !!timer.textContent;
    waiting = seconds > 0;
    timer.textContent = waiting ? fill(texts.wait, { time: minutes(seconds) }) : texts.notReceived;
    for (const element of buttons) mark(element, 'aria-disabled', waiting);
    if (over) stage.announce(texts.canResend);
  }

  const pending = session.current();
  if (!channels.length || !data.retryCount) node.hidden = true;
  else if (pending?.retriesLeft === 0) exhausted();
  else wait(pending?.resendAt ?? 0);
  return {
    node,
    offer(channel, label) {
      const element = button(channel, label);
      mark(element, 'aria-disabled', waiting);
      buttons.push(element);
      return element;
    },
  };
}
