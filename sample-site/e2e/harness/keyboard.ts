import { expect, type Locator, type Page } from '@playwright/test';

const mostStops = 150;

/** Presses Tab until this has the focus, and looks at every stop on the way: one sees where one is. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press('Tab');
    await expectFocusSeen(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${target}.`);
}

/** Presses Tab from the beginning of the page to its end, and returns how many stops there are. */
export async function tabThrough(page: Page): Promise<number> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press('Tab');
    const ended = await page.evaluate(() => document.activeElement === document.body);
    if (ended && stop > 0) return stop;
    if (!ended) await expectFocusSeen(page);
  }
  throw new Error('Tab does not come to the end of the page: is the focus trapped?');
}

/** Expects that the focus is drawn, on the screen, and not wholly behind something else (WCAG 2.4.7 and 2.4.11). */
async function expectFocusSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const points = [0.1, 0.5, 0.9].flatMap((across) =>
      [0.1, 0.5, 0.9].map((down) => [left + across * (right - left), top + down * (bottom - top)] as const),
    );
    const hit = points.some(([x, y]) => {
      const over = document.elementFromPoint(x, y);
      return over !== null && (element.contains(over) || over.contains(element) || isLabelOf(over, element));
    });
    function isLabelOf(over: Element, input: HTMLElement): boolean {
      return over.closest('label') !== null && over.closest('label')?.getAttribute('for') === input.id;
    }
    const name = `${element.tagName} ${element.id || element.textContent?.trim().slice(0, 40)}`;
    // What is in a frame is another document, which draws the focus itself.
    const own = element.tagName === 'IFRAME';
    const drawn = own || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2);
    return { name, drawn, hit };
  });
  expect(seen, 'where the focus is').toEqual({ name: seen.name, drawn: true, hit: true });
}
