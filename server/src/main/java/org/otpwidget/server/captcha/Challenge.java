package org.otpwidget.server.captcha;

import java.time.Duration;

/**
 * Work for a browser: for each puzzle {@code n} it looks for a counter {@code c} such that {@code
 * SHA-256(seed, n, c)} begins with 32 bits below 2^32 / difficulty. The seed is the last 32 bytes
 * of the challenge; n and c are 32 bits each, big-endian.
 *
 * @param text the challenge in base64url; the counters are appended to its bytes
 * @param puzzles how many small ones there are; many make the time alike for all
 * @param difficulty tries that each takes on average
 * @param lifetime how long the solution is accepted
 */
public record Challenge(String text, int puzzles, int difficulty, Duration lifetime) {}
