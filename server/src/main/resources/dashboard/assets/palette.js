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
/** What the results on the screen answer; until there are any, nothing. */
let answered;
/** Whether Enter was pressed before its results were there. */
let hurried = false;

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
  hurried = false;
  clearTimeout(pause);
  pause = setTimeout(find, 120);
});
words.addEventListener('keydown', (event) => {
  // While somebody composes a character these keys choose among its spellings; Safari tells it by the code alone.
  if (event.isComposing || event.keyCode === 229) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && options.length) choose((chosen + steps[event.key] + options.length) % options.length);
  else if (event.key === 'Enter') enter();
  else return;
  event.preventDefault();
});

function open() {
  words.value = '';
  hurried = false;
  palette.showModal();
  find();
}

/** Goes to what is chosen; where the results are still those of other words, to the first that comes. */
function enter() {
  if (answered === words.value) {
    if (options[chosen]) go(options[chosen].dataset.path);
    return;
  }
  hurried = true;
  find();
}

function go(path) {
  palette.close();
  location.assign(path);
}

/** Answers that are overtaken by a later question are dropped. */
async function find() {
  clearTimeout(pause);
  const number = ++asked;
  const sought = words.value;
  const found = await fetched(sought);
  if (number !== asked || !palette.open) return;
  if (!found) return fail();
  answered = sought;
  show(found);
  if (hurried && options.length) go(options[0].dataset.path);
  hurried = false;
}

/** What is found; nothing where the server doesn't answer. Whose session is over is asked to sign in. */
async function fetched(sought) {
  try {
    const answer = await fetch(`/dashboard/search/found?q=${encodeURIComponent(sought)}`);
    if (answer.redirected || answer.status === 401 || answer.status === 403) {
      location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
      return new Promise(() => {});
    }
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

function fail() {
  hurried = false;
  answered = undefined;
  show([]);
  says.textContent = says.dataset.failed;
}

function show(found) {
  const groups = grouped(found);
  options = [];
  list.replaceChildren(...[...groups.values()].map(group));
  list.hidden = options.length === 0;
  words.setAttribute('aria-expanded', options.length > 0);
  says.textContent = told(options.length);
  says.classList.toggle('hidden', options.length > 0);
  choose(0);
}

function told(count) {
  if (count === 1) return says.dataset.one;
  return count ? says.dataset.some.replace('{0}', count) : says.dataset.none;
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
    option.addEventListener('click', () => go(one.path));
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
