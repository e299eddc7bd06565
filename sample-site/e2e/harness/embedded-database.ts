import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Ends the PostgreSQL that a server killed without ceremony may have left behind: SIGINT, its "fast shutdown", to
 * the process that the data folder's `postmaster.pid` names. Does nothing after an orderly end, which removes the file.
 */
export function stopLeftDatabase(dataFolder: string): void {
  for (const file of readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('postmaster.pid')) continue;
    const pid = Number(readFileSync(join(dataFolder, file), 'utf8').split('\n')[0]);
    try {
      process.kill(pid, 'SIGINT');
    } catch {
      // No such process: the file is what a crash left.
    }
  }
}
