import { accessOf } from '../../headless/access-of.js';
import type { OtpError } from '../../headless/otp-error.js';
import { waitForLink } from '../../headless/wait-for-link.js';
import type { LiveTexts } from '../../locale/live/texts.js';
import type { Texts } from '../../locale/texts.js';
import { channelName } from '../channels.js';
import { link, primary, title } from '../controls.js';
import { countdown } from '../countdown.js';
import { fill, fillNodes } from '../fill.js';
import { kindOf } from '../kind.js';
import { renewable } from '../renewable.js';
import type { Screen, Stage } from '../stage.js';
import { timeOfDay } from '../time-of-day.js';
import { mailboxOf } from './mailboxes.js';
import { messageLine } from './message-line.js';
import { adopt } from './styles.js';

/** Waits until the link of the current request is confirmed, wherever that happens. See `LiveModule`. */
export function linkScreen(stage: Stage, signal: AbortSignal): Screen {
  const { kit, session } = stage;
  const { h } = kit;
  const texts = stage.texts as Texts & LiveTexts;
  const identifier = session.current()?.identifier ?? '';
  const kind = kindOf(identifier);
  const mailbox = mailboxOf(identifier);
  const heading = title(texts.codeTitle);
  const sent = h('p', { part: 'text' });
  const error = kit.errorLine();
  const line = h('p', { part: 'text small line' });
  const valid = h('p', { part: 'text small' });
  const digits = h('strong', { part: 'digits', dir: 'ltr' });
  const match = h('p', { part: 'match' }, digits, h('span', {}, texts.match));
  const again = kit.resend(stage, kind, { resent: wait, failed: (e) => error.show(explain(e)) }, signal);
  const message = renewable(signal);
  const change = link(kind === 'mobile' ? texts.changeMobile : texts.changeEmail, () => {
    if (stage.busy) return;
    session.forget();
    stage.askIdentifier(identifier);
  });
  const live = h(
    'div',
    {},
    h('p', { part: 'text waiting' }, h('span', { part: 'spinner' }), h('span', {}, texts.waiting)),
    valid,
    line,
  );
  const open = h(
    'a',
    { part: 'primary mailbox', href: mailbox?.url, target: '_blank', rel: 'noreferrer' },
    fill(texts.openMail, { app: mailbox?.name ?? '' }),
  );
  const node = h(
    'div',
    { part: 'screen' },
    h('div', { part: 'header' }, heading, sent, change),
    match,
    h('div', {}, live, error.node),
    ...(mailbox ? [open] : []),
    again.node,
  );

  function explain(e: OtpError): string {
    return e.reason === 'voided' ? texts.declined : kit.explain(e, texts, kind);
  }

  /** A link is on its way: says where to, and waits for it and for its end. */
  function wait(): void {
    const awaited = message();
    const pending = session.current();
    if (!pending) return;
    const { reqId, channel, expiresAt, matchCode } = pending;
    error.clear();
    digits.textContent = matchCode ?? '';
    match.hidden = !matchCode;
    sent.replaceChildren(
      ...fillNodes(texts.sent, { channel: channelName(channel, texts), to: kit.inText(identifier) }),
    );
    const also = matchCode ? ` ${texts.match} ${matchCode}` : '';
    stage.announce(`${sent.textContent} ${texts.waiting}${also}`);
    valid.textContent = fill(texts.validUntil, { time: timeOfDay(expiresAt, stage.language) });
    countdown(expiresAt, (seconds) => seconds || end(texts.expired), awaited);
    const changed = messageLine(stage, texts, line, again, awaited);
    waitForLink({ ...accessOf(session.config), signal: awaited }, reqId, changed).then(
      (verified) => {
        if (awaited.aborted) return;
        session.forget();
        if (verified) stage.succeed(verified, identifier);
        else leave();
      },
      (e: OtpError) => {
        if (awaited.aborted) return;
        stage.failed(e);
        end(explain(e));
      },
    );
  }

  /** The link is of no more use: only a new one helps, to the same identifier. The page keeps a focus of its own. */
  function end(text: string): void {
    const takesFocus = node.matches(':focus-within');
    message();
    const more = primary(texts.newCode, () =>
      stage.run(
        more,
        async () => {
          stage.sent(await session.send(identifier));
          stage.askCode();
        },
        (e) => error.show(explain(e)),
      ),
    );
    for (const gone of [match, live, open, again.node]) gone.remove();
    node.append(more);
    error.show(text);
    if (takesFocus) more.focus();
  }

  /** The visitor went on to the redirect page, in another tab. */
  function leave(): void {
    message();
    heading.textContent = texts.done;
    sent.textContent = texts.otherTab;
    node.replaceChildren(h('div', { part: 'header' }, heading, sent));
    stage.announce(texts.otherTab);
  }

  wait();
  queueMicrotask(() => adopt(node));
  return { node, focus: heading };
}
