package org.otpwidget.server.verification;

import org.otpwidget.server.secret.SecretText;

import java.security.SecureRandom;

/** Draws one-time codes. */
final class Codes {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Codes() {}

    /** Two digits for people to compare, 10 to 99. */
    static int match() {
        return RANDOM.nextInt(10, 100);
    }

    /**
     * A new code, uniform over all numbers of this length that do not begin with 0: clients that
     * treat codes as numbers would lose the zero (contract section 1). The bounded draw rejects
     * what would bias it.
     *
     * @param length digits, 4 to 9
     */
    static SecretText random(int length) {
        int first = (int) Math.pow(10, length - 1);
        return SecretText.of(Integer.toString(RANDOM.nextInt(first, first * 10)));
    }
}
