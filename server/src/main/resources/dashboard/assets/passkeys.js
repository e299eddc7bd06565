// Asks the browser for a passkey, and sends what it answers with the form that stands for it.
const form = document.querySelector('[data-passkey]');
const RENEWED_EVERY = 4 * 60 * 1000; // challenges last five minutes

const read = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const write = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

async function question() {
  const answer = await fetch(form.dataset.options, { headers: { accept: 'application/json' } });
  if (!answer.ok || answer.redirected) throw new Error('no question');
  const options = await answer.json();
  options.challenge = read(options.challenge);
  if (options.user) options.user.id = read(options.user.id);
  for (const known of [...(options.excludeCredentials ?? []), ...(options.allowCredentials ?? [])]) {
    known.id = read(known.id);
  }
  return options;
}

function send({ id, rawId, type, response }) {
  const told = { clientDataJSON: write(response.clientDataJSON) };
  for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (response[part]) told[part] = write(response[part]);
  }
  if (response.getTransports) told.transports = response.getTransports();
  form.elements.credential.value = JSON.stringify({
    id,
    rawId: write(rawId),
    type,
    response: told,
    clientExtensionResults: {},
  });
  form.submit();
}

function tell(failure) {
  const known = failure.name === 'InvalidStateError' && form.querySelector('[data-known]');
  for (const text of form.querySelectorAll('[data-failed], [data-known]')) text.hidden = true;
  (known || form.querySelector('[data-failed]')).hidden = false;
}

// The browser may also offer passkeys where the e-mail address is typed, until the button is pressed.
let offer;
async function offerWhileTyping() {
  offer?.abort();
  offer = new AbortController();
  const { signal } = offer;
  try {
    const publicKey = await question();
    const credential = await navigator.credentials.get({ publicKey, mediation: 'conditional', signal });
    if (credential) send(credential);
  } catch {
    // Nobody asked for it, so nobody is told.
  }
}

async function press(event) {
  event.preventDefault();
  offer?.abort();
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    const publicKey = await question();
    const making = form.dataset.passkey === 'create';
    send(await navigator.credentials[making ? 'create' : 'get']({ publicKey }));
  } catch (failure) {
    tell(failure);
    button.disabled = false;
  }
}

const show = (part) => {
  const element = document.querySelector(part);
  if (element) element.hidden = false;
};

if (form && location.origin !== form.dataset.origin) {
  show('[data-passkey-elsewhere]');
} else if (form && !window.PublicKeyCredential) {
  show('[data-passkey-missing]');
} else if (form) {
  form.hidden = false;
  form.addEventListener('submit', press);
  const refused = location.pathname === new URL(form.action).pathname; // the same one would come again
  if (!refused && document.querySelector('[autocomplete~="webauthn"]')) {
    PublicKeyCredential.isConditionalMediationAvailable?.().then((available) => {
      if (!available) return;
      offerWhileTyping();
      setInterval(offerWhileTyping, RENEWED_EVERY);
    });
  }
}
