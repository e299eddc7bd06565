import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const required = 25;

/**
 * The `java` that runs the two applications: the build's own (`JAVA25_HOME`, set by Maven), else `JAVA_HOME`,
 * else the one on the PATH, whichever first is of version 25 or later.
 */
export function findJava(): string {
  const homes = [process.env.JAVA25_HOME, process.env.JAVA_HOME].filter((home) => home !== undefined);
  const candidates = [...homes.map((home) => join(home, 'bin', 'java')), 'java'];
  const java = candidates.find((candidate) => majorVersion(candidate) >= required);
  if (!java) {
    throw new Error(`No JDK ${required} found: set JAVA25_HOME to one. Tried ${candidates.join(', ')}.`);
  }
  return java;
}

function majorVersion(java: string): number {
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}
