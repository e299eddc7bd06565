import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAssets } from './build-assets.mjs';
import { root } from './root.mjs';

// Fails when a download is larger than size-budget.json allows. Units: bytes after gzip -9.
const budget = JSON.parse(readFileSync(join(root, 'size-budget.json'), 'utf8'));
const manifest = await buildAssets();
const core = manifest['otp-provider.js'];
const ui = manifest['ui.js'];

const rows = [
  ['core (otp-provider.js)', core, budget.core],
  ['ui', ui, undefined],
  ['core + ui', { gzip: core.gzip + ui.gzip, brotli: core.brotli + ui.brotli }, budget.coreAndUi],
  ['captcha', manifest['captcha.js'], budget.captcha],
  ['element', manifest['element.js'], budget.element],
  ['live', manifest['live.js'], budget.live],
  ...Object.entries(manifest)
    .filter(([name]) => /^(lang|live)\//.test(name))
    .map(([name, size]) => [name, size, budget.language]),
];

const line = (name, ...numbers) => name.padEnd(24) + numbers.map((n) => String(n).padStart(9)).join('');
const over = rows.filter(([, size, limit]) => size.gzip > limit);
console.log(line('bytes', 'gzip', 'brotli', 'limit'));
for (const [name, size, limit] of rows) console.log(line(name, size.gzip, size.brotli, limit ?? '-'));
for (const [name] of over) console.error(`${name} is larger than size-budget.json allows.`);
process.exitCode = over.length ? 1 : 0;
