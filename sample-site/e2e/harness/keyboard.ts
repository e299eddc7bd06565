import { expect, type Locator, type Page } from '@playwright/test';

/** More than a page of the audit trail has: 50 rows, each with a person, a thing and its fields. */
const mostStops = 250;

/** Where the focus is, and whether one sees that. */
interface Stop {
  name: string;
  /** With a line around it (WCAG 2.4.7). */
  drawn: boolean;
  /** On the screen, and not wholly behind something else (WCAG 2.4.11). */
  hit: boolean;
}

/** Presses Tab until this has the focus, and looks at every stop on the way: one sees where one is. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const stops: Stop[] = [];
  for (let presses = 0; presses < mostStops; presses++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop.length === 0) break;
    stops.push(...stop);
    if (await target.evaluate((element) => element === document.activeElement)) return expectSeen(stops);
  }
  throw new Error(`Tab does not reach ${target}.`);
}

/** Presses Tab from the beginning of the page to its end, looks at every stop, and returns how many there are. */
export async function tabThrough(page: Page): Promise<number> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const stops: Stop[] = [];
  for (let presses = 0; presses < mostStops; presses++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop.length === 0 && presses > 0) {
      expectSeen(stops);
      return presses;
    }
    stops.push(...stop);
  }
  throw new Error('Tab does not come to the end of the page: is the focus trapped?');
}

function expectSeen(stops: Stop[]): void {
  const unseen = stops.filter(({ drawn, hit }) => !drawn || !hit);
  expect(unseen, 'where the focus is and nobody sees it').toEqual([]);
}

/** The stop that has the focus; none at the end of the page. */
async function focused(page: Page): Promise<Stop[]> {
  return await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    if (element === document.body) return [];
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
    return [{ name, drawn, hit }];
  });
}
