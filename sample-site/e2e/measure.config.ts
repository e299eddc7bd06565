import { defineConfig } from '@playwright/test';
import browserTests from './playwright.config.ts';

/** `npm run measure`: depends on the machine and its load, so it is no part of the build. One at a time. */
export default defineConfig(browserTests, {
  testDir: 'measure',
  testMatch: '*.measure.ts',
  outputDir: '../target/e2e/measure',
  reporter: 'list',
  workers: 1,
  timeout: 300_000,
  // Recording would be measured as well.
  use: { screenshot: 'off' },
});
