import type { Page } from '@playwright/test';

/** What a page did that it should not have; filled while the page lives. */
export interface Violations {
  /** Breaches of the Content-Security-Policy, Trusted Types included. */
  readonly policy: string[];
  /** Uncaught errors and unhandled rejections. */
  readonly errors: string[];
  /** Lines that the browser or the page wrote to the console as errors. */
  readonly console: string[];
}

/** Watches a page from before its first script. */
export async function watchViolations(page: Page): Promise<Violations> {
  const violations: Violations = { policy: [], errors: [], console: [] };
  await page.exposeFunction('reportPolicyViolation', (line: string) => violations.policy.push(line));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const line = `${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`;
      (window as unknown as { reportPolicyViolation(line: string): void }).reportPolicyViolation(line);
    });
  });
  page.on('pageerror', (error) => violations.errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && violations.console.push(message.text()));
  return violations;
}
