import { expect, type Locator, type Page } from '@playwright/test';

/** A widget on a page, popup or inline, found by roles and by its public shadow parts: the same in every language. */
export class Widget {
  readonly surface: Locator;
  readonly title: Locator;
  readonly mobile: Locator;
  readonly email: Locator;
  readonly country: Locator;
  readonly code: Locator;
  /** The row of boxes that the code is drawn in. */
  readonly codeRow: Locator;
  /** The one button that carries the screen on: send, verify, get a new code. */
  readonly primary: Locator;
  readonly close: Locator;
  /** "Change number" or "Change email". */
  readonly change: Locator;
  readonly error: Locator;
  /** The polite live region. */
  readonly status: Locator;
  readonly timer: Locator;
  readonly channels: Locator;
  readonly success: Locator;
  /** What became of the message. */
  readonly line: Locator;
  /** Why nothing comes, and the channel that helps. */
  readonly why: Locator;
  /** The two digits that confirm a link on another device. */
  readonly digits: Locator;

  constructor(
    readonly page: Page,
    scope: Locator | Page = page,
  ) {
    this.surface = scope.locator('[part~=surface]');
    this.title = this.surface.locator('[part~=title]');
    this.mobile = this.surface.locator('input[type=tel]');
    this.email = this.surface.locator('input[type=email]');
    this.country = this.surface.locator('select');
    this.code = this.surface.locator('input[autocomplete=one-time-code]');
    this.codeRow = this.surface.locator('[part~=code]');
    this.primary = this.surface.locator('[part~=primary]');
    this.close = this.surface.locator('[part~=close]');
    this.change = this.surface.locator('[part~=header] [part~=link]');
    this.error = this.surface.getByRole('alert');
    this.status = this.surface.getByRole('status');
    this.timer = this.surface.getByRole('timer', { includeHidden: true });
    this.channels = this.surface.locator('[part~=channel]');
    this.success = this.surface.locator('[part~=success]');
    this.line = this.surface.locator('[part~=line]');
    this.why = this.surface.locator('[part~=why]');
    this.digits = this.surface.locator('[part~=digits]');
  }

  /** Chooses mobile or e-mail. */
  async choose(kind: 'mobile' | 'email'): Promise<void> {
    await this.surface.locator(`input[type=radio][value=${kind}]`).check({ force: true });
  }

  /** Gives the identifier and asks for a code; ends on the code screen. */
  async askFor(identifier: string): Promise<void> {
    await this.give(identifier);
    await expect(this.code).toBeVisible();
  }

  /** Gives the identifier and asks for a link; ends on the screen that waits, and returns its two digits. */
  async askForLink(identifier: string): Promise<string> {
    await this.give(identifier);
    await expect(this.digits).toHaveText(/^[1-9]\d$/);
    return (await this.digits.textContent()) as string;
  }

  private async give(identifier: string): Promise<void> {
    const email = identifier.includes('@');
    if (email) await this.choose('email');
    await (email ? this.email : this.mobile).fill(email ? identifier : `+${identifier}`);
    await this.primary.click();
  }

  /** Types a code digit by digit and confirms it. */
  async enter(code: string): Promise<void> {
    await this.code.fill('');
    await this.code.pressSequentially(code);
    await this.primary.click();
  }
}
