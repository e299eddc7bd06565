import type { Captcha, CaptchaContext } from '../headless/captcha.js';
import type { OtpError } from '../headless/otp-error.js';
import { solve } from './solve.js';

/** A token is not sent in the last moments of its life. Milliseconds. */
const MARGIN = 10_000;

interface Solution {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** The built-in captcha: the device works, and the visitor notices nothing. */
export function proofOfWork({ challenge, signal, OtpError }: CaptchaContext): Captcha {
  /** The next token, while it is made and until it is used. */
  let next: Promise<Solution> | undefined;
  let until = Number.POSITIVE_INFINITY;

  async function work(): Promise<Solution> {
    const answer = await challenge();
    const end = Date.now() + Number(answer.expiresIn) * 1000 - MARGIN;
    try {
      return { token: await solve(answer, signal), until: end };
    } catch (cause) {
      if (signal.aborted) throw new OtpError('cancelled', 'The verification was cancelled.', { cause });
      throw new OtpError('captcha_failed', 'The proof of work failed.', { cause });
    }
  }

  function begin(): Promise<Solution> {
    if (!next || until < Date.now()) {
      until = Number.POSITIVE_INFINITY;
      const mine = work();
      next = mine;
      mine.then(
        (solution) => {
          until = solution.until;
        },
        () => {
          if (next === mine) next = undefined;
        },
      );
    }
    return next;
  }

  async function take(): Promise<Solution> {
    const solution = await begin();
    next = undefined;
    return solution;
  }

  const prepare = () => void begin().catch(() => {});

  return {
    prepare(near) {
      // On a page of its own design work waits for somebody who types.
      if (near) prepare();
      else addEventListener('focusin', prepare, { once: true, signal });
    },
    verified: () => true,
    async send(call) {
      const solution = await take();
      try {
        return await call(solution.token);
      } catch (error) {
        const { reason } = error as OtpError;
        // What was refused for its identifier has used nothing up.
        if (reason === 'invalid_identifier') next ??= Promise.resolve(solution);
        if (!/^captcha/.test(reason)) throw error;
        return call((await take()).token);
      }
    },
  };
}
