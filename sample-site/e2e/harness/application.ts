import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { findJava } from './java.ts';

/** An application under test, started from its executable jar. */
export interface Application {
  /** Ends the process politely and, after 20 seconds, for certain. */
  stop(): Promise<void>;
}

/** How to start an application and how to tell that it is ready. */
export interface ApplicationSettings {
  name: string;
  jar: string;
  arguments?: string[];
  environment: Record<string, string>;
  /** Answers 2xx once the application is ready. */
  readyUrl: string;
  logFile: string;
}

const startLimit = 90_000;
const stopLimit = 20_000;

/** Starts a jar and waits until it is ready; its output goes to the log file. */
export async function startApplication(settings: ApplicationSettings): Promise<Application> {
  if (!existsSync(settings.jar)) {
    throw new Error(`${settings.jar} is missing: build it with ./mvnw package -DskipTests`);
  }
  mkdirSync(dirname(settings.logFile), { recursive: true });
  const log = createWriteStream(settings.logFile);
  const process_ = spawn(findJava(), ['-jar', settings.jar, ...(settings.arguments ?? [])], {
    env: { ...process.env, ...settings.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process_.stdout.pipe(log);
  process_.stderr.pipe(log);
  const killed = () => process_.kill('SIGKILL');
  process.once('exit', killed);
  const stop = async () => {
    await end(process_);
    process.off('exit', killed);
  };
  try {
    await ready(settings, process_);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

/**
 * Starts applications that belong together: they end as one, the last first, and so do those that run already when
 * another fails to start.
 *
 * @param start is given what keeps an application for the end
 */
export async function startTogether<T>(start: (keep: Keep) => Promise<T>): Promise<T & Application> {
  const started: Application[] = [];
  const stop = async () => {
    for (const application of started.toReversed()) await application.stop();
  };
  try {
    const parts = await start((application) => {
      started.push(application);
      return application;
    });
    return { ...parts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Keep = <A extends Application>(application: A) => A;

/** A TCP port that was free on 127.0.0.1 a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });
}

async function ready({ name, readyUrl, logFile }: ApplicationSettings, process_: ChildProcess) {
  const deadline = Date.now() + startLimit;
  while (Date.now() < deadline) {
    if (process_.exitCode !== null) throw new Error(`${name} ended at start-up, see ${logFile}`);
    const answer = await fetch(readyUrl).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} was not ready after ${startLimit / 1000} s, see ${logFile}`);
}

async function end(process_: ChildProcess) {
  if (process_.exitCode !== null || process_.signalCode !== null) return;
  const ended = new Promise((resolve) => process_.once('exit', resolve));
  process_.kill('SIGTERM');
  const impatience = setTimeout(() => process_.kill('SIGKILL'), stopLimit);
  await ended;
  clearTimeout(impatience);
}
