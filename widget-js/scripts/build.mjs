import { buildAssets } from './build-assets.mjs';
import { buildPackage } from './build-package.mjs';

await buildAssets();
await buildPackage();
