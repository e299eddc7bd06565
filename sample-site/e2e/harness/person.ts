import type { Locator, Page } from '@playwright/test';

/**
 * Seconds that a person takes, by the keystroke-level model of Card, Moran and Newell (1980): deciding, moving the
 * pointer and pressing, moving a hand between mouse and keyboard, and a key of somebody who types seldom.
 */
const decide = 1.35;
const press = 1.1 + 0.2;
const reach = 0.4;
const key = 0.28;
/** Copying or pasting is two keys held together. */
const chord = 2 * key;
/** Taking in a page that was not there before. */
const read = 5;

/** Does what a person does, and counts: each click, each field typed into, each copying and pasting is one action. */
export class Person {
  actions = 0;
  seconds = 0;

  /** Looks at a page that is new to them. */
  reads(): void {
    this.seconds += read;
  }

  async opens(page: Page, url: string): Promise<void> {
    this.counts(decide + reach + chord);
    await page.goto(url);
    this.reads();
  }

  async clicks(target: Locator): Promise<void> {
    this.counts(decide + press);
    await target.click();
  }

  async types(text: string, into: Locator): Promise<void> {
    this.counts(decide + press + reach + text.length * key);
    await into.fill('');
    await into.pressSequentially(text);
  }

  async chooses(label: string, from: Locator): Promise<void> {
    this.counts(decide + 2 * press);
    await from.selectOption(label);
  }

  /** Puts what was copied somewhere outside of the browser, such as a file or a terminal. */
  pastes(): void {
    this.counts(decide + press + reach + chord);
  }

  private counts(seconds: number): void {
    this.actions++;
    this.seconds += seconds;
  }
}
