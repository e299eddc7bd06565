import { errorLine, primary, title } from './controls.js';
import { h } from './dom.js';
import { emailField } from './email-field.js';
import { explain } from './explain.js';
import type { Field } from './field.js';
import { isOtherKind, type Kind, kindOf } from './kind.js';
import { kindToggle } from './kind-toggle.js';
import { mobileField } from './mobile-field.js';
import type { Screen, Stage } from './stage.js';

/** Asks for a mobile number or an e-mail address, as the widget's contact point says. */
export function identifierScreen(stage: Stage, signal: AbortSignal, prefill = ''): Screen {
  const { texts, data } = stage;
  const only = ({ '2': 'mobile', '3': 'email' } as const)[data.processType.value as '2' | '3'];
  const fields = {} as Record<Kind, Field>;
  if (only !== 'email') fields.mobile = mobileField(stage);
  if (only !== 'mobile') fields.email = emailField(stage, signal);
  const error = errorLine();
  const heading = title('');
  const button = primary(texts.send);
  const toggle = kindToggle(texts.lead, texts, (chosen) => {
    byHand = true;
    turnTo(chosen);
  });
  let kind: Kind = only ?? (prefill ? kindOf(prefill) : 'mobile');
  let byHand = false;

  function turnTo(next: Kind): void {
    kind = next;
    toggle.set(kind);
    error.clear();
    heading.textContent = kind === 'mobile' ? texts.mobileTitle : texts.emailTitle;
    for (const name in fields) fields[name as Kind].node.hidden = name !== kind;
  }

  /** Changes over when the text is clearly of the other kind, and takes it along. Digits can also begin an e-mail. */
  function typed(): void {
    error.clear();
    const { value } = fields[kind].input;
    if (only || (byHand && kind === 'email') || !isOtherKind(kind, value)) return;
    fields[kind].set('');
    turnTo(kind === 'mobile' ? 'email' : 'mobile');
    fields[kind].set(value);
    fields[kind].input.focus();
    stage.announce(texts[kind]);
  }

  async function submit(): Promise<void> {
    const { input } = fields[kind];
    const identifier = fields[kind].value();
    const refuse = (text: string) => {
      error.show(text, input);
      input.focus();
    };
    if (!identifier) return refuse(explain({ reason: 'invalid_identifier' }, texts, kind));
    error.clear();
    await stage.run(
      button,
      async () => {
        stage.sent(await stage.session.send(identifier));
        stage.askCode();
      },
      (e) => (e.reason === 'invalid_identifier' ? refuse : error.show)(explain(e, texts, kind)),
    );
  }

  for (const { input } of Object.values(fields)) input.addEventListener('input', typed);
  if (prefill && kindOf(prefill) === kind) {
    fields[kind].set(kind === 'mobile' ? `+${prefill.replace(/\D/g, '')}` : prefill, true);
  }
  turnTo(kind);
  const node = h(
    'form',
    {
      part: 'screen',
      novalidate: true,
      onfocusin: () => stage.session.prepare(node),
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    h('div', { part: 'header' }, heading, h('p', { part: 'text' }, texts.lead)),
    ...(only ? [] : [toggle.node]),
    h('div', {}, ...Object.values(fields).map((field) => field.node), error.node),
    h('slot', { name: 'captcha' }),
    button,
  );
  return {
    node,
    get focus() {
      return fields[kind].input;
    },
  };
}
