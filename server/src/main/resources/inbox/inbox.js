// Keeps the inbox up to date without a reload; the page works without it.
(() => {
  'use strict';

  const status = document.getElementById('status');
  const live = document.getElementById('live');
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  let seen;
  let refreshing = false;
  let again = false;

  function age(date) {
    const minutes = Math.floor((Date.now() - date) / 60_000);
    if (minutes < 1) return 'just now';
    if (minutes < 60) return relative.format(-minutes, 'minute');
    const hours = Math.floor(minutes / 60);
    return hours < 24 ? relative.format(-hours, 'hour') : relative.format(-Math.floor(hours / 24), 'day');
  }

  function dress(root) {
    for (const time of root.querySelectorAll('time')) {
      const date = new Date(time.dateTime);
      time.title = date.toLocaleString();
      time.textContent = age(date);
    }
    for (const button of root.querySelectorAll('.copy')) button.hidden = !navigator.clipboard;
  }

  async function copy(button) {
    const label = button.querySelector('span');
    try {
      await navigator.clipboard.writeText(button.dataset.code);
      button.classList.add('done');
      button.querySelector('use').setAttribute('href', '#done');
      label.textContent = 'Copied';
      status.textContent = 'Code copied.';
    } catch {
      label.textContent = 'Copying failed';
    }
    setTimeout(() => {
      button.classList.remove('done');
      button.querySelector('use').setAttribute('href', '#copy');
      label.textContent = 'Copy code';
    }, 2000);
  }

  // Reads the page again as a document, which no Trusted Types policy has to allow.
  function load() {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('GET', location.href);
      request.responseType = 'document';
      request.onload = () => (request.response ? resolve(request.response) : reject(new Error('no page')));
      request.onerror = reject;
      request.send();
    });
  }

  function announce(added) {
    if (added.length === 0) return;
    status.textContent = added.length === 1
      ? `New message: ${added[0].querySelector('h2').textContent.replace(/\s+/g, ' ').trim()}`
      : `${added.length} new messages`;
  }

  // Puts new messages on top and leaves those alone that are there: an open mail stays open.
  async function refresh() {
    const page = await load();
    const list = document.getElementById('messages');
    const known = new Map([...list.children].map((item) => [item.dataset.id, item]));
    const current = [...page.getElementById('messages').children];
    const added = current
      .filter((item) => !known.has(item.dataset.id))
      .map((item) => document.importNode(item, true));
    for (const item of added) item.classList.add('new');
    for (const item of current) known.delete(item.dataset.id);
    for (const gone of known.values()) gone.remove();
    list.prepend(...added);
    dress(list);
    announce(added);
  }

  // One at a time: an older answer that comes last would take new messages away again.
  function refreshInTurn() {
    if (refreshing) {
      again = true;
      return;
    }
    refreshing = true;
    again = false;
    refresh()
      .catch(() => {})
      .finally(() => {
        refreshing = false;
        if (again) refreshInTurn();
      });
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('.copy');
    if (button) copy(button);
  });
  setInterval(() => dress(document), 20_000);
  dress(document);

  const stream = new EventSource('/inbox/stream');
  stream.onopen = () => { live.hidden = false; };
  stream.onerror = () => { live.hidden = true; };
  stream.onmessage = (event) => {
    const newest = document.querySelector('#messages > li')?.dataset.id ?? '0';
    if (seen !== undefined ? event.data !== seen : event.data !== newest) refreshInTurn();
    seen = event.data;
  };
})();
