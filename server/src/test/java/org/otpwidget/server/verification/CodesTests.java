package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

class CodesTests {

    private static final int DRAWS = 1_000_000;

    /**
     * Chi-square at p = 10⁻⁷: a sound generator fails one of the seven checks once in over a
     * million runs.
     */
    private static final double NINE_DIGITS = 49.0;

    private static final double TEN_DIGITS = 51.5;

    @Test
    void everyDigitIsEquallyLikelyAtEveryPosition() {
        int[][] counts = new int[6][10];
        for (int draw = 0; draw < DRAWS; draw++) {
            String code = Codes.random(6).reveal();
            for (int position = 0; position < 6; position++) {
                counts[position][code.charAt(position) - '0']++;
            }
        }
        assertThat(counts[0][0]).as("codes that begin with 0").isZero();
        assertThat(chiSquare(Arrays.copyOfRange(counts[0], 1, 10))).isLessThan(NINE_DIGITS);
        for (int position = 1; position < 6; position++) {
            assertThat(chiSquare(counts[position]))
                    .as("position %d", position)
                    .isLessThan(TEN_DIGITS);
        }
    }

    @Test
    void everyCodeOfFourDigitsOccursAndNoneIsFavoured() {
        int[] counts = new int[9000];
        for (int draw = 0; draw < DRAWS; draw++) {
            counts[Integer.parseInt(Codes.random(4).reveal()) - 1000]++;
        }
        assertThat(counts[0]).as("1000, the least").isPositive();
        assertThat(counts[8999]).as("9999, the greatest").isPositive();
        // 8999 degrees of freedom: mean 8999, standard deviation 134; five and a half of them.
        assertThat(chiSquare(counts)).isBetween(8260.0, 9738.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9})
    void hasTheLengthThatIsAskedFor(int length) {
        for (int draw = 0; draw < 10_000; draw++) {
            assertThat(Codes.random(length).reveal()).hasSize(length).containsOnlyDigits();
        }
    }

    private static double chiSquare(int[] counts) {
        double expected = Arrays.stream(counts).sum() / (double) counts.length;
        return Arrays.stream(counts)
                .mapToDouble(count -> Math.pow(count - expected, 2) / expected)
                .sum();
    }
}
