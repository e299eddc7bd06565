import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './harness/chromium.ts';

const output = '../target/e2e';

/** Two workers at most and no retries: a test that fails now and then is a fault to be found. */
export default defineConfig({
  testDir: 'specs',
  outputDir: `${output}/results`,
  globalSetup: './harness/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: [['list'], ['junit', { outputFile: `${output}/junit.xml` }]],
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: launchOptions(),
    locale: 'en-GB',
    screenshot: 'only-on-failure',
  },
});
