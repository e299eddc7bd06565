import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';

/** Minifies the one template literal of `styles.ts`, which the bundler takes for mere text. */
export const minifyCss = {
  name: 'minify-css',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]styles\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const [literal, css] = /(?<== )`([^`$\\]*)`/.exec(source) ?? [];
      if (!literal) throw new Error(`${path} has no plain template literal.`);
      const { code } = await transform(css, { loader: 'css', minify: true });
      return { contents: source.replace(literal, () => JSON.stringify(code.trim())), loader: 'ts' };
    });
  },
};
