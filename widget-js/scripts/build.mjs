import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildAssets } from './build-assets.mjs';
import { buildPackage } from './build-package.mjs';
import { root } from './root.mjs';

// Maven copies and never removes: without this the jar would collect the hashed files of earlier builds.
rmSync(join(root, 'target/classes/otp-widget'), { recursive: true, force: true });
await buildAssets();
await buildPackage();
