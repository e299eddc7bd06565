package org.otpwidget.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

class HostileInputsTests {

    private final JsonMapper mapper = new JsonMapper();

    @Test
    void bodiesHaveNamesOfTheirOwn() {
        assertThat(HostileInputs.bodies().map(HostileBody::toString))
                .hasSizeGreaterThan(50)
                .doesNotHaveDuplicates();
    }

    @Test
    void textsSurviveAsJson() {
        HostileValues.texts()
                .values()
                .forEach(
                        text ->
                                assertThat(
                                                mapper.readValue(
                                                        HostileValues.quoted(text), String.class))
                                        .isEqualTo(text));
    }

    @Test
    void eachFieldIsLeftOutAndReplaced() {
        var good = Map.of("reqId", "\"a\"", "otp", "1");

        assertThat(HostileInputs.eachFieldOf(good).map(HostileBody::toString))
                .hasSize(2 * (HostileValues.literals().size() + 1))
                .doesNotHaveDuplicates()
                .contains("no otp", "otp = null", "reqId = text: SQL statement");
    }
}
