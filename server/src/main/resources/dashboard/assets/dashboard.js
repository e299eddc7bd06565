// Only what a page can do without: copying, and telling a toast again to screen readers.
for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const label = button.querySelector('span');
  const text = label.textContent;
  const sign = button.querySelector('use');
  const shape = sign.getAttribute('href');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy || button.nextElementSibling.textContent);
    label.textContent = button.dataset.done;
    sign.setAttribute('href', shape.replace('#copy', '#done'));
    button.classList.add('copied');
    setTimeout(() => {
      label.textContent = text;
      sign.setAttribute('href', shape);
      button.classList.remove('copied');
    }, 2000);
  });
}

// On a phone the sections stand in a row wider than the screen: show the one that is open.
const section = document.querySelector('.side [aria-current]');
if (section) {
  const strip = section.closest('.side');
  strip.scrollLeft = section.offsetLeft - (strip.clientWidth - section.offsetWidth) / 2;
}

// Some buttons only fetch what belongs on the page anyway.
for (const button of document.querySelectorAll('[data-press]')) {
  button.click();
  button.hidden = true;
}

// A chosen file goes where it could be pasted.
for (const chooser of document.querySelectorAll('[data-read]')) {
  chooser.hidden = false;
  chooser.querySelector('input').addEventListener('change', async ({ target }) => {
    document.getElementById(chooser.dataset.read).value = (await target.files[0]?.text()) ?? '';
  });
}

// What is waited for comes without a reload.
if (document.querySelector('[data-wait]')) {
  const timer = setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#first-call');
    if (!fresh || fresh.querySelector('[data-wait]')) return;
    clearInterval(timer);
    document.querySelector('#first-call').replaceChildren(...fresh.childNodes);
  }, 5000);
}

// A reload or a bookmark should not tell again what was done.
const address = new URL(location.href);
if (address.searchParams.has('done')) {
  address.searchParams.delete('done');
  history.replaceState(null, '', address);
}
