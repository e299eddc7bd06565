import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Lets axe look at the whole page as it is now, shadow roots included, and expects that it finds nothing. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await expectNothing(page, state, (axe) => axe.withTags(rules));
}

/** The same for what another colour scheme can change: contrast. */
export async function expectContrast(page: Page, state: string): Promise<void> {
  await expectNothing(page, state, (axe) => axe.withRules('color-contrast'));
}

async function expectNothing(
  page: Page,
  state: string,
  choose: (axe: AxeBuilder) => AxeBuilder,
): Promise<void> {
  await settle(page);
  // Where a frame lets no script run, axe would wait for an answer in vain.
  const mute = 'iframe[sandbox]:not([sandbox*=allow-scripts])';
  // It fetches styles for rules that are not asked for, which a strict policy reports.
  const axe = choose(new AxeBuilder({ page }).options({ preload: false }));
  if ((await page.locator(mute).count()) > 0) axe.exclude(mute);
  // Without frames there is nothing to put together, for which axe would open a page each time.
  axe.setLegacyMode(page.frames().length === 1);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    targets: nodes.map((node) => node.failureSummary),
  }));
  expect(found, `axe on: ${state}`).toEqual([]);
}

/** Lets running transitions end, so that colours in between are not taken for the real ones. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const finite = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(finite.map((animation) => animation.finished));
  });
}

/** Expects that nothing sticks out sideways, of the page or of a dialog, nor of a table on a phone. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const widths = await page.evaluate(() => {
    const dialogs = [...document.querySelectorAll('[data-otp-widget]')].flatMap((host) => [
      ...(host.shadowRoot?.querySelectorAll('dialog') ?? []),
    ]);
    const tables = innerWidth <= 640 ? document.querySelectorAll('.table') : [];
    return [document.documentElement, ...dialogs, ...tables].map((box) => box.scrollWidth - box.clientWidth);
  });
  expect(Math.max(...widths), 'pixels that stick out sideways').toBeLessThanOrEqual(0);
}
