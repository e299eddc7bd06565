import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';
import { minifyCss } from './minify-css.mjs';
import { root } from './root.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const out = join(root, 'dist/otp-widget');

/**
 * Bundles one entry and returns its bytes; the same source gives the same bytes. Terser goes over what esbuild has
 * minified: it sees that an object's other properties are never read, and saves 4 % of the rest.
 */
async function bundle(entry, options) {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
    plugins: [minifyCss, ...(options.plugins ?? [])],
  });
  const { code } = await minify(outputFiles[0].text, {
    ecma: 2020,
    module: options.format === 'esm',
    compress: { passes: 3, unsafe_arrows: true },
  });
  return Buffer.from(code);
}

/** The languages of a folder of texts, English apart, which is bundled with what speaks it. */
const languagesIn = (folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.ts') && !/^(texts|en)\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();

/** Leaves `import()` in, of the hashed file in the folder `live` beside the importing one. */
const hashedImports = (hashes) => ({
  name: 'hashed-imports',
  setup({ onResolve }) {
    onResolve({ filter: /\/locale\/live\// }, ({ kind, path }) => {
      if (kind !== 'dynamic-import') return undefined;
      const name = `live/${basename(path, '.js')}`;
      return { path: `./${name}.${hashes[name]}.js`, external: true };
    });
  },
});

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

function write(file, bytes) {
  const path = join(out, file);
  mkdirSync(dirname(path), { recursive: true });
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  writeFileSync(path, bytes);
  writeFileSync(`${path}.gz`, gzip);
  writeFileSync(`${path}.br`, brotli);
  return { bytes: bytes.length, gzip: gzip.length, brotli: brotli.length };
}

/**
 * Builds what the server serves into `dist/otp-widget`: the script, which knows the hashes in the names of what it may
 * download, each file beside its compressed siblings, and `manifest.json`, which it returns: logical name → file,
 * integrity, sizes.
 */
export async function buildAssets() {
  rmSync(out, { recursive: true, force: true });
  const manifest = {};
  /** What the script is told, by name without ending. */
  const hashes = {};
  const add = (name, bytes) => {
    const bare = name.replace(/\.js$/, '');
    hashes[bare] = hashOf(bytes);
    const file = `assets/${bare}.${hashes[bare]}.js`;
    const integrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
    manifest[name] = { file, integrity, ...write(file, bytes) };
  };

  for (const name of languagesIn('src/locale')) {
    add(`lang/${name}.js`, await bundle(`src/locale/${name}.ts`, { format: 'esm' }));
  }
  // Known to the live module alone, which is told their names as it is bundled.
  for (const name of languagesIn('src/locale/live')) {
    add(`live/${name}.js`, await bundle(`src/locale/live/${name}.ts`, { format: 'esm' }));
  }
  const live = await bundle('src/element/live/index.ts', { format: 'esm', plugins: [hashedImports(hashes)] });
  for (const name of Object.keys(hashes)) if (name.startsWith('live/')) delete hashes[name];
  add('live.js', live);
  add('ui.js', await bundle('src/element/index.ts', { format: 'esm' }));
  add('captcha.js', await bundle('src/captcha/index.ts', { format: 'esm' }));
  add('element.js', await bundle('src/element/define.ts', { format: 'esm' }));
  const core = await bundle('src/provider/main.ts', {
    format: 'iife',
    define: { __HASHES__: JSON.stringify(hashes), __VERSION__: JSON.stringify(version) },
  });
  add('otp-provider.js', core);
  write('otp-provider.js', core);
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
