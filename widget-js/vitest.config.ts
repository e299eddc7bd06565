import { defineConfig } from 'vitest/config';

/** Tests run in plain Node; one that needs a document starts with `// @vitest-environment happy-dom`. */
export default defineConfig({
  define: {
    __HASHES__: { ui: '0', element: '0', live: '0', 'lang/hi': '0' },
    __VERSION__: '"0.0.0-test"',
  },
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    restoreMocks: true,
    unstubGlobals: true,
  },
});
