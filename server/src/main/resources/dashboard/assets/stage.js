// The stage of a preview: the real widget plays over a stand-in of its server, which lives in this page and ends with it.
const DELAY = 350;
const stage = document.querySelector('#stage');
const site = document.querySelector('.site');
document.querySelector('#unscripted')?.remove();
const opener = document.querySelector('#open');
const errors = document.querySelector('#errors');
const LOST = { type: 'error', message: 'otp invalid', code: 705, reason: 'otp_invalid' };
const USED_UP = { type: 'error', message: 'no attempts left', code: 704, reason: 'attempts_exceeded' };
const NO_MORE = { type: 'error', message: 'no resends left', code: 704, reason: 'resend_limit' };

let shown;
let widget;
let turn = 0;
let hurried = false;
let request = {};

const isLink = () => shown.data.verificationType === '2';
const pause = (time) => new Promise((go) => setTimeout(go, time));

function sent(channel, at) {
  const { retryTime, expiryTime } = shown.data;
  request.channel = channel;
  return {
    type: 'success',
    message: 'preview',
    channel,
    retryAfter: at ?? retryTime,
    expiresIn: expiryTime * 60,
    attemptsLeft: request.attempts,
    retriesLeft: request.retries,
    ...(isLink() && { matchCode: '42' }),
  };
}

// What appears by itself leaves the focus where the operator types.
const { focus } = HTMLElement.prototype;
HTMLElement.prototype.focus = function (...how) {
  if (!hurried) focus.apply(this, how);
};
const { showModal } = HTMLDialogElement.prototype;
HTMLDialogElement.prototype.showModal = function () {
  this.inert = hurried;
  showModal.call(this);
  this.inert = false;
};

/** What the server would answer. */
const answers = {
  getWidgetProcess: () => ({ type: 'success', data: shown.data }),
  sendOtp({ identifier }) {
    const { retryCount, globalDefaultChannel } = shown.data;
    request = { attempts: shown.attempts, retries: retryCount, status: 'pending' };
    return sent(String(identifier).includes('@') ? '3' : `${globalDefaultChannel}`);
  },
  retryOtp({ retryChannel }) {
    if (!request.retries) return NO_MORE;
    request.retries -= 1;
    return sent(`${retryChannel ?? request.channel}`);
  },
  verifyOtp({ otp }) {
    if (!request.attempts) return USED_UP;
    if (otp === shown.code) return { type: 'success', message: 'preview' };
    request.attempts -= 1;
    return { ...LOST, attemptsLeft: request.attempts };
  },
  isOneTapAuthenticated: () => ({ type: 'success', verified: true, message: 'preview' }),
};

window.fetch = async (url, { body = '{}' } = {}) => {
  await pause(hurried ? 0 : DELAY);
  const call = new URL(url).pathname.split('/').pop();
  return new Response(JSON.stringify(answers[call](JSON.parse(body))));
};

/** Tells that the message was sent, then delivered, and what became of a link. */
window.EventSource = class extends EventTarget {
  #timers = [];

  constructor() {
    super();
    this.#tell(0, 'sent');
    this.#tell(2000, 'delivered');
  }

  #tell(after, status) {
    const timer = setTimeout(() => {
      const at = new Date().toISOString();
      const messages = [{ channel: request.channel, status, at }];
      const state = { status: request.status, expiresAt: at, messages };
      this.dispatchEvent(new MessageEvent('state', { data: JSON.stringify(state) }));
    }, after);
    this.#timers.push(timer);
  }

  close() {
    this.#timers.forEach(clearTimeout);
  }
};

function start() {
  const { data, scene } = shown;
  const popup = scene.look === 'popup';
  const only = data.processType.value === '3' ? 'visitor@shop.example' : '919876543210';
  widget = window.initSendOTP({
    widgetId: data.widgetId,
    tokenAuth: 'preview',
    captchaToken: 'preview',
    ...(scene.state !== 'identifier' && { identifier: only }),
    success() {},
    failure() {},
    options: {
      lang: scene.language,
      // What a device wishes counts where the widget's settings leave it open.
      ...(!/light|dark/.test(data.theme?.scheme) && { theme: scene.scheme }),
      ...(!popup && { target: '#place' }),
    },
  });
}

const root = () => document.querySelector('[data-otp-widget]')?.shadowRoot;

/** What comes of a question, asked again and again for a while; undefined when another scene has begun. */
async function until(mine, question) {
  for (let tries = 0; tries < 400 && mine === turn; tries++) {
    const answer = question();
    if (answer) return answer;
    await pause(10);
  }
  return undefined;
}

/** Goes on as a visitor would, by the widget's own form. */
async function advance(mine, state) {
  const form = await until(mine, () => widget.state === 'identifier' && root()?.querySelector('form'));
  if (!form || state === 'identifier') return;
  form.requestSubmit();
  if (!(await until(mine, () => /code|waiting/.test(widget.state))) || state === 'sent') return;
  if (isLink()) {
    request.status = state === 'verified' ? 'confirmed' : 'voided';
    await until(mine, () => root()?.querySelector('.success, [role=alert]:not(:empty)'));
    return;
  }
  const input = root().querySelector('#otp');
  input.value = state === 'verified' ? shown.code : shown.code.replace(/./g, '1');
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await until(mine, () => widget.state === 'verified' || root()?.querySelector('[aria-invalid]'));
}

async function show(next) {
  const mine = ++turn;
  widget?.destroy();
  widget = undefined;
  errors.hidden = !next.errors.length;
  errors.querySelector('ul').replaceChildren(
    ...next.errors.map((text) => Object.assign(document.createElement('li'), { textContent: text })),
  );
  shown = next.shown && JSON.parse(next.shown);
  stage.dataset.look = shown ? shown.scene.look : 'errors';
  opener.hidden = shown?.scene.look !== 'popup';
  if (shown) {
    const { scheme } = shown.data.theme ?? {};
    document.documentElement.dataset.scheme = /light|dark/.test(scheme) ? scheme : shown.scene.scheme;
    hurried = true;
    start();
    await advance(mine, shown.scene.state);
    if (mine !== turn) return;
    hurried = false;
  }
}

opener.addEventListener('click', () => widget.open());
addEventListener('message', ({ source, data }) => source === parent && show(data));
show({
  shown: stage.dataset.shown,
  errors: [...errors.querySelectorAll('li')].map((item) => item.textContent),
});
if (parent !== window) parent.postMessage('ready', '*');
