package org.otpwidget.server.delivery.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePatternTests {

    @Test
    void findsTheFirstGroup() {
        assertThat(new SafePattern("id=([0-9]{2,4})").find("x id=1234")).isEqualTo("1234");
        assertThat(new SafePattern("id=[0-9]+").find("x id=1234")).isEqualTo("id=1234");
        assertThat(new SafePattern("id=[0-9]+").find("none")).isNull();
    }

    /** An expression that tries one way after the other has 2^60 of them here. */
    @Test
    void neverTakesLong() {
        var slow = new SafePattern("(a+)+$");
        assertThat(SafePattern.occurs(slow, "a".repeat(60) + "b")).isFalse();
        assertThat(SafePattern.occurs(slow, "a".repeat(60_000) + "ba")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "(a)\\1",
                "(?<=x)a",
                "(?:(?:a{1000}){1000}){1000}",
                "a{1000}",
                "a{300}b{300}c{300}"
            })
    void refusesWhatIsNoneOrTooLarge(String pattern) {
        assertThatThrownBy(() -> new SafePattern(pattern))
                .isInstanceOf(PatternSyntaxException.class);
    }
}
