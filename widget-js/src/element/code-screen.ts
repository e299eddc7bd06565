import type { OtpError } from '../headless/otp-error.js';
import type { Channel } from '../headless/types.js';
import { channelName } from './channels.js';
import { codeField } from './code-field.js';
import { errorLine, inText, link, primary, title } from './controls.js';
import { countdown } from './countdown.js';
import { h } from './dom.js';
import { explain, isFinal } from './explain.js';
import { fill, fillNodes } from './fill.js';
import { kindOf } from './kind.js';
import { renewable } from './renewable.js';
import { resend } from './resend.js';
import type { Screen, Stage } from './stage.js';
import { timeOfDay } from './time-of-day.js';

/** Asks for the code that is on its way to the current request's identifier. */
export function codeScreen(stage: Stage, signal: AbortSignal): Screen {
  const { texts, data, session, options } = stage;
  const pending = session.current();
  const identifier = pending?.identifier ?? '';
  const kind = kindOf(identifier);
  const length = data.otpLength;
  const digits = fill(texts.code, { count: length });
  const error = errorLine();
  const sent = h('p', { id: 'sent', part: 'text' });
  const valid = h('p', { id: 'valid', part: 'text small' });
  const line = h('p', { part: 'text small line', hidden: options.live === false });
  const button = primary(texts.verify);
  const field = codeField(digits, length, typed);
  const { input } = field;
  const again = resend(stage, kind, { resent, failed }, signal);
  const change = link(kind === 'mobile' ? texts.changeMobile : texts.changeEmail, () => {
    if (stage.busy) return;
    session.forget();
    stage.askIdentifier(identifier);
  });
  const live = h('div', { part: 'live' }, field.node, valid, line, error.node);
  let wrong: { code: string; text: string } | undefined;
  const message = renewable(signal);

  function typed(code: string, whole: boolean): void {
    if (code !== wrong?.code) error.clear();
    if (whole && code) stage.announce(texts.filled);
    const wanted = options.autoSubmit ?? 'fill';
    const mayGo = wanted === 'complete' || (wanted === 'fill' && whole);
    if (mayGo && code.length === length) submit();
  }

  async function submit(): Promise<void> {
    const code = input.value;
    if (code.length !== length) return refuse(fill(texts.incomplete, { count: length }));
    // Sent again, it would only cost an attempt.
    if (code === wrong?.code) return refuse(wrong.text);
    await stage.run(
      button,
      async () => stage.succeed(await session.verify(code), identifier),
      (e) => failed(e, code),
    );
  }

  function refuse(text: string): void {
    error.show(text, input);
    input.focus();
    input.select();
  }

  function failed(e: OtpError, code = ''): void {
    const text = explain(e, texts, kind);
    if (isFinal(e)) end(text);
    else if (e.reason !== 'otp_invalid') error.show(text);
    else {
      const left = e.attemptsLeft === undefined ? '' : ` ${fill(texts.left, { count: e.attemptsLeft })}`;
      wrong = { code, text: text + left };
      refuse(wrong.text);
    }
  }

  /** The code is of no more use: only a new one helps, to the same identifier. The page keeps a focus of its own. */
  function end(text: string, takesFocus = true): void {
    message();
    const more = primary(texts.newCode, () =>
      stage.run(
        more,
        async () => {
          stage.sent(await session.send(identifier));
          stage.askCode();
        },
        failed,
      ),
    );
    live.replaceChildren(error.node);
    again.node.remove();
    button.replaceWith(more);
    error.show(text);
    if (takesFocus) more.focus();
  }

  function resent({ channel, expiresAt }: { channel: Channel; expiresAt: number }): void {
    error.clear();
    wrong = undefined;
    watch(channel, expiresAt);
    input.focus();
  }

  /** A message is on its way: says where to, watches for it and for its end. */
  function watch(channel: Channel, expiresAt: number): void {
    const awaited = message();
    sent.replaceChildren(
      ...fillNodes(texts.sent, { channel: channelName(channel, texts), to: inText(identifier) }),
    );
    stage.announce(sent.textContent ?? '');
    valid.textContent = fill(texts.validUntil, { time: timeOfDay(expiresAt, stage.language) });
    countdown(expiresAt, (seconds) => seconds || end(texts.expired, node.matches(':focus-within')), awaited);
    stage.live().then(
      ({ followMessage }) => followMessage(stage, { line, again, fill: field.fill }, awaited),
      // The screen works without.
      () => {},
    );
  }

  const node = h(
    'form',
    {
      part: 'screen',
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    h('div', { part: 'header' }, title(texts.codeTitle), sent, change),
    live,
    button,
    again.node,
  );
  if (pending) watch(pending.channel, pending.expiresAt);
  return { node, focus: input };
}
