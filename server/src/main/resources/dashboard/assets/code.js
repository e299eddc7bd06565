// Runs our own widget in the page; what it proves goes with the form.
const form = document.querySelector('[data-widget]');
const tell = () => {
  form.querySelector('[data-failed]').hidden = false;
};

function run() {
  const { widget, token } = form.dataset;
  window.initSendOTP({
    widgetId: widget,
    tokenAuth: token,
    success({ message }) {
      form.elements['access-token'].value = message;
      form.submit();
    },
    failure() {}, // the widget says it itself
    options: { target: '#widget', lang: document.documentElement.lang },
  });
}

if (form && location.origin !== form.dataset.origin) {
  document.querySelector('[data-code-elsewhere]').hidden = false; // codes asked for here don't count
} else if (form) {
  const script = document.createElement('script');
  script.src = '/otp-provider.js';
  script.addEventListener('load', run);
  script.addEventListener('error', tell);
  document.head.append(script);
}
