import { expect, test } from '@playwright/test';
import { environment } from '../harness/environment.ts';
import { configuration, scriptTag } from '../harness/host-page.ts';
import { type Load, loadOnce, median } from './page-load.ts';

const rounds = 5;
const { widgetId, token } = environment;
const field = (host: string) =>
  `document.querySelector('${host}')?.shadowRoot?.querySelector('input[type=tel]')`;

/** What is loaded, and the budget of its difference to an empty page in the same run. */
const subjects = {
  empty: { body: '', ready: "document.readyState === 'complete'" },
  methods: {
    body: `${scriptTag('async onload="start()"')}<script>
      function start() { initSendOTP(${configuration('exposeMethods: true')}) }</script>`,
    ready: "performance.getEntriesByName('otp:ready').length",
    limit: 700,
  },
  popup: {
    body: `${scriptTag('async onload="start()"')}<script>function start() { initSendOTP(${configuration()}) }</script>`,
    ready: field('[data-otp-widget]'),
    limit: 1000,
  },
  inline: {
    body: `<otp-widget widget-id="${widgetId}" token-auth="${token}"></otp-widget>${scriptTag('async')}`,
    ready: field('otp-widget'),
    limit: 1000,
  },
};

test('slow 4G and a processor slowed down four times', async ({ browser }) => {
  const loads: Record<string, Load[]> = {};
  // Round by round, so that a busy moment of the machine meets all of them.
  for (let round = 0; round < rounds; round++) {
    for (const [name, { body, ready }] of Object.entries(subjects)) {
      loads[name] = [...(loads[name] ?? []), await loadOnce(browser, body, ready)];
    }
  }
  const middle = (name: string, key: keyof Load) =>
    Math.round(median((loads[name] ?? []).map((load) => load[key])));
  const over = (name: string, key: keyof Load) => middle(name, key) - middle('empty', key);
  const names = ['methods', 'popup', 'inline'] as const;
  const row = (name: string) => ({
    'ready ms': over(name, 'ready'),
    'blocking ms': over(name, 'blocking'),
    'script ms': over(name, 'scriptTime'),
    'heap KB': over(name, 'heap'),
  });
  console.log(
    `Median of ${rounds}; over an empty page, which is ready after ${middle('empty', 'ready')} ms:`,
  );
  console.table(Object.fromEntries(names.map((name) => [name, row(name)])));
  for (const name of names) {
    expect.soft(over(name, 'ready'), `${name}: ready`).toBeLessThanOrEqual(subjects[name].limit);
    expect.soft(over(name, 'blocking'), `${name}: blocking`).toBeLessThanOrEqual(50);
  }
});
