import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '..', 'node_modules');
const packageFile = join(modules, '@sparticuz', 'chromium', 'package.json');
const version = (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version;
const unpacked = join(modules, '.cache', `chromium-${version}`);
const libraries = join(unpacked, 'al2023', 'lib');

/** What makes Chromium start in a container and as root, and keeps it from talking to anyone. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** Launch options for the browser of the tests: `CHROMIUM_PATH`, else the Chromium that came by npm. */
export function launchOptions() {
  const executablePath = process.env.CHROMIUM_PATH ?? join(unpacked, 'chromium');
  const env = existsSync(libraries) ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env;
  return { executablePath, args: quiet, env: env as Record<string, string> };
}

/**
 * Unpacks Chromium out of its npm package, once per version. The package always unpacks below the temporary
 * folder and takes whatever lies there already, so it gets a temporary folder of its own, renamed when complete.
 */
export function unpackChromium(): void {
  if (process.env.CHROMIUM_PATH || existsSync(unpacked)) return;
  execFileSync('mkdir', ['-p', join(modules, '.cache')]);
  const work = mkdtempSync(join(modules, '.cache', 'unpacking-'));
  // This variable makes the package unpack the system libraries that it carries as well.
  const env = { ...process.env, TMPDIR: work, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const unpack = "import('@sparticuz/chromium').then((c) => c.default.executablePath())";
  execFileSync(process.execPath, ['--eval', unpack], { cwd: join(modules, '..'), env, stdio: 'inherit' });
  const systemSuffices = spawnSync(join(work, 'chromium'), ['--version']).status === 0;
  if (systemSuffices) rmSync(join(work, 'al2023'), { recursive: true, force: true });
  renameSync(work, unpacked);
}
