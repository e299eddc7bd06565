import { defineConfig } from '@playwright/test';
import measurements from './measure.config.ts';

/** `npm run lighthouse`: the score depends on the machine and its load, so it is no part of the build. */
export default defineConfig(measurements, {
  testDir: 'lighthouse',
  testMatch: '*.lighthouse.ts',
  outputDir: '../target/e2e/lighthouse',
  timeout: 3_600_000,
});
