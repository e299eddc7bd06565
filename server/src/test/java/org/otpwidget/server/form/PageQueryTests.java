package org.otpwidget.server.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.problem.Refused;
import org.springframework.util.LinkedMultiValueMap;

import java.util.List;

class PageQueryTests {

    @Test
    void hasDefaults() {
        assertThat(query("x", "y")).isEqualTo(new PageQuery(50, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "ten", "", "99999999999", "１"})
    void refusesAbsurdLimits(String limit) {
        assertThatThrownBy(() -> query("limit", limit)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\u0000b", "' OR 1=1", "%"})
    void refusesOtherKeys(String after) {
        assertThatThrownBy(() -> query("after", after)).isInstanceOf(Refused.class);
    }

    @Test
    void showsTheNextPageOnlyWhenThereIsOne() {
        var two = new PageQuery(2, null);

        assertThat(Page.of(List.of("a", "b", "c"), two, key -> key))
                .isEqualTo(new Page<>(List.of("a", "b"), "b"));
        assertThat(Page.of(List.of("a", "b"), two, key -> key))
                .isEqualTo(new Page<>(List.of("a", "b"), null));
    }

    private static PageQuery query(String name, String value) {
        var parameters = new LinkedMultiValueMap<String, String>();
        parameters.add(name, value);
        return PageQuery.of(parameters);
    }
}
