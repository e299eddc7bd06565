import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { newEmail, newMobile } from './contact.ts';
import { environment } from './environment.ts';
import { type Violations, watchViolations } from './violations.ts';
import { Widget } from './widget.ts';

const screenshots = join(import.meta.dirname, '..', '..', 'target', 'screenshots');

interface Fixtures {
  /** A mobile number of this test's own. */
  mobile: string;
  /** An e-mail address of this test's own. */
  email: string;
  /** The widget of the page, where there is one. */
  widget: Widget;
  /** Watches the page; every test expects no uncaught error at its end. */
  violations: Violations;
  /** Keeps a picture of the page as output of the test run, `target/screenshots/<name>.png`. */
  picture(name: string): Promise<void>;
}

/** Playwright's test with the sample site as base address, and what the stories need. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern.
  baseURL: async ({}, use) => use(environment.site),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  mobile: async ({}, use) => use(newMobile()),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  email: async ({}, use) => use(newEmail()),
  widget: async ({ page }, use) => use(new Widget(page)),
  violations: [
    async ({ page }, use) => {
      const violations = await watchViolations(page);
      await use(violations);
      expect(violations.errors, 'uncaught errors').toEqual([]);
    },
    { auto: true },
  ],
  picture: async ({ page }, use) => {
    await use(async (name) => {
      await page.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' });
    });
  },
});

export { expect };
