package org.otpwidget.server.delivery.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.regex.PatternSyntaxException;

class SafePatternTests {

    @Test
    void findsTheFirstGroup() {
        assertThat(new SafePattern("id=([0-9]{2,4})").find("x id=1234")).isEqualTo("1234");
    }

    @Test
    void givesUpOnWhatTakesForever() {
        var slow = new SafePattern("(a+)+$");
        assertThat(SafePattern.occurs(slow, "a".repeat(60) + "b")).isFalse();
    }

    @Test
    void refusesCountedGroups() {
        assertThatThrownBy(() -> new SafePattern("(?:(?:^){999}){999}"))
                .isInstanceOf(PatternSyntaxException.class);
    }
}
