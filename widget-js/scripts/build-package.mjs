import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { minifyCss } from './minify-css.mjs';
import { root } from './root.mjs';

/** Builds the npm package into `dist`: ES modules that share their code, languages loaded on demand, and types. */
export async function buildPackage() {
  for (const part of ['index.js', 'element.js', 'chunks', 'types']) {
    rmSync(join(root, 'dist', part), { recursive: true, force: true });
  }
  const { outputFiles } = await build({
    entryPoints: { index: join(root, 'src/index.ts'), element: join(root, 'src/register-element.ts') },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    outdir: join(root, 'dist'),
    chunkNames: 'chunks/[name]-[hash]',
    logLevel: 'warning',
    plugins: [minifyCss],
    write: false,
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, withoutBareImports(text));
  }
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
}

/** Loading a chunk does nothing by itself: an import of nothing costs a request, and bundlers warn of it. */
function withoutBareImports(code) {
  return code.replaceAll(/^import "\.[^"]+";\n/gm, '');
}
