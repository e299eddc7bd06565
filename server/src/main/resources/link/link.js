// Takes the link out of the history and the address bar, and tells times as people here do; the page works without it.
(() => {
  'use strict';
  history.replaceState(null, '', '/l');
  addEventListener('DOMContentLoaded', () => {
    for (const time of document.querySelectorAll('time')) {
      const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
      time.textContent = format.format(new Date(time.dateTime));
    }
  });
})();
