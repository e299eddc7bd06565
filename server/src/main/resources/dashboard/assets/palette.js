// Ctrl-K: a combobox over what /dashboard/search finds. Without it the button leads to that page.
const palette = document.querySelector('#palette');
const words = palette.querySelector('input');
const list = palette.querySelector('[role=listbox]');
const says = palette.querySelector('[role=status]');
const opener = document.querySelector('[data-palette]');
let options = [];
let chosen = 0;
let asked = 0;
let pause;

opener.setAttribute('aria-haspopup', 'dialog');
opener.setAttribute('aria-keyshortcuts', 'Control+K Meta+K');
opener.querySelector('kbd').hidden = false;
opener.form.addEventListener('submit', (event) => {
  event.preventDefault();
  open();
});
document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
  event.preventDefault();
  if (palette.open) palette.close();
  else open();
});
palette.addEventListener('click', (event) => {
  if (event.target === palette) palette.close();
});
words.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(find, 120);
});
words.addEventListener('keydown', (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && options.length) choose((chosen + steps[event.key] + options.length) % options.length);
  else if (event.key === 'Enter' && options[chosen]) location.assign(options[chosen].dataset.path);
  else return;
  event.preventDefault();
});

function open() {
  words.value = '';
  palette.showModal();
  find();
}

/** Answers that are overtaken by a later question are dropped. */
async function find() {
  const number = ++asked;
  const answer = await fetch(`/dashboard/search/found?q=${encodeURIComponent(words.value)}`);
  if (!answer.ok || answer.redirected) return location.reload();
  const found = await answer.json();
  if (number === asked) show(found);
}

function show(found) {
  const groups = grouped(found);
  options = [];
  list.replaceChildren(...[...groups.values()].map(group));
  list.hidden = options.length === 0;
  words.setAttribute('aria-expanded', options.length > 0);
  says.textContent = options.length ? says.dataset.some.replace('{0}', options.length) : says.dataset.none;
  says.classList.toggle('hidden', options.length > 0);
  choose(0);
}

function grouped(found) {
  const groups = new Map();
  for (const one of found) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return groups;
}

function group(ones) {
  const title = element('div', { 'aria-hidden': 'true' }, ones[0].title);
  const box = element('div', { role: 'group', 'aria-label': ones[0].title }, title);
  for (const one of ones) {
    const option = element('div', { role: 'option', id: `palette-${options.length}`, 'data-path': one.path }, one.label);
    option.addEventListener('click', () => location.assign(one.path));
    options.push(option);
    box.append(option);
  }
  return box;
}

function choose(place) {
  chosen = place;
  options.forEach((option, at) => option.setAttribute('aria-selected', at === place));
  if (options[place]) {
    words.setAttribute('aria-activedescendant', options[place].id);
    options[place].scrollIntoView({ block: 'nearest' });
  } else words.removeAttribute('aria-activedescendant');
}

function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}
