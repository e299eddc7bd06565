import { expect, it } from 'vitest';
import { createUiLoader } from '../../src/provider/load-ui.js';

const loader = () => createUiLoader('data:text/javascript,throw import.meta.url;//').ui;

/** The URL that a module which throws its own was asked for at. */
const asked = (ui: () => Promise<unknown>) => ui().catch((error) => `${error.cause}`);

it('asks for another URL after a failure, since browsers remember the first', async () => {
  const ui = loader();
  const urls = [await asked(ui), await asked(ui), await asked(ui)];
  expect(new Set(urls).size).toBe(3);
});

it('fails with a reason, and is one download for all who wait for it', async () => {
  const ui = loader();
  const loads = [ui(), ui()];
  expect(loads[0]).toBe(loads[1]);
  await expect(loads[0]).rejects.toMatchObject({ reason: 'network', message: 'ui could not be loaded.' });
});
