// Beside a widget's form: sends the form as it is to the preview, and puts the answer on the stage.
const PAUSE = 300;
const SETTLED = 500;
const preview = document.querySelector('[data-preview]');
const frame = preview.querySelector('iframe');
const form = preview.closest('form');
let timer;
let latest;
let turn = 0;
let held;
let played = 0;

function play() {
  if (!latest) return;
  held = document.activeElement;
  played = performance.now();
  frame.contentWindow.postMessage(latest, '*');
}

// A dialog that opens on the stage takes the focus, but the operator is still in the form.
addEventListener('blur', () => {
  setTimeout(() => {
    if (document.activeElement === frame && performance.now() - played < SETTLED) held.focus();
  });
});

// Whoever goes there by themselves stays there.
frame.addEventListener('pointerenter', () => {
  played = -SETTLED;
});

async function look() {
  const mine = ++turn;
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(preview.dataset.preview, { method: 'POST', body }).catch(() => undefined);
  if (!answer || mine !== turn) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const stage = page.querySelector('#stage');
  if (!stage || mine !== turn) return;
  const { shown } = stage.dataset;
  const errors = [...page.querySelectorAll('#errors li')].map((item) => item.textContent);
  if (shown) preview.querySelector('[data-code]').textContent = JSON.parse(shown).code;
  for (const note of shown ? page.querySelectorAll('[data-note]') : []) {
    const place = form.querySelector(`[data-note="${note.dataset.note}"]`);
    if (place) place.textContent = note.textContent;
  }
  latest = { shown, errors };
  play();
}

form.addEventListener('input', ({ target }) => {
  clearTimeout(timer);
  timer = setTimeout(look, /^(radio|checkbox|select-one)$/.test(target.type) ? 0 : PAUSE);
});

addEventListener('message', ({ source, data }) => {
  if (source === frame.contentWindow && data === 'ready') play();
});

preview.querySelector('[data-unscripted]').hidden = true;

/** Whether a field says something else than the server wrote; browsers fill forms in again after a reload. */
function isChanged({ name, type, checked, defaultChecked, value, defaultValue, options }) {
  if (!name) return false;
  if (options) return [...options].some((one) => one.defaultSelected && !one.selected);
  return /^(checkbox|radio)$/.test(type) ? checked !== defaultChecked : value !== (defaultValue ?? value);
}

addEventListener('pageshow', () => {
  if (form.querySelector('[aria-invalid]') || [...form.elements].some(isChanged)) look();
});

// A picker beside each colour that can also be typed.
for (const picker of form.querySelectorAll('[data-color]')) {
  const field = document.getElementById(picker.dataset.color);
  const isColor = () => /^#[0-9a-f]{6}$/i.test(field.value);
  const follow = () => {
    picker.value = isColor() ? field.value : '#3f4fd8';
  };
  picker.hidden = false;
  follow();
  field.addEventListener('input', follow);
  picker.addEventListener('input', () => {
    field.value = picker.value;
  });
}
