import { defineConfig } from 'vitest/config';

/** Tests run in plain Node; one that needs a document starts with `// @vitest-environment happy-dom`. */
export default defineConfig({
  test: { include: ['tests/**/*.test.ts'], environment: 'node', restoreMocks: true, unstubGlobals: true },
});
