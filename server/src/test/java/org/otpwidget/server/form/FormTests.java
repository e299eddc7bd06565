package org.otpwidget.server.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

class FormTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private enum Colour {
        RED,
        GREEN
    }

    @Test
    void readsWhatIsThere() {
        var form =
                form(
                        """
                        {"name":" Shop ","count":3,"on":true,"colour":"green","at":"2030-01-31T12:00:00+02:00",
                         "list":["a","b"],"part":{"inner":"x"}}
                        """);

        assertThat(form.requiredText("name", 10)).isEqualTo("Shop");
        assertThat(form.number("count", 1, 5, 2)).isEqualTo(3);
        assertThat(form.flag("on", false)).isTrue();
        assertThat(form.word("colour", Colour.class)).isEqualTo(Colour.GREEN);
        assertThat(form.time("at")).isEqualTo(Instant.parse("2030-01-31T10:00:00Z"));
        assertThat(form.texts("list", 2, 1)).containsExactly("a", "b");
        var part = Objects.requireNonNull(form.part("part"));
        assertThat(part.text("inner", 1)).isEqualTo("x");
        form.check();
    }

    @Test
    void takesNullForAbsent() {
        var form = form("{\"name\":null,\"count\":null,\"on\":null,\"colour\":null}");

        assertThat(form.text("name", 10)).isNull();
        assertThat(form.number("count", 1, 5, 2)).isEqualTo(2);
        assertThat(form.flag("on", true)).isTrue();
        assertThat(form.word("colour", Colour.class)).isNull();
        form.check();
    }

    @Test
    void keepsLineBreaksWhereTheyBelong() {
        String body = "{\"text\":\" a\\r\\nb\\rc\\n\\td \"}";

        assertThat(form(body).lines("text", 20)).isEqualTo("a\r\nb\rc\n\td");
        assertThat(errors(body, form -> form.text("text", 20))).hasSize(1);
        assertThat(errors("{\"text\":\"a\\u0000\"}", form -> form.lines("text", 20))).hasSize(1);
        assertThat(errors("{\"text\":\"a\\u2028b\"}", form -> form.lines("text", 20))).hasSize(1);
        assertThat(errors("{\"text\":\"a\\u202eb\"}", form -> form.lines("text", 20))).hasSize(1);
    }

    @Test
    void tellsAllMistakesAtOnce() {
        var errors =
                errors(
                        "{\"count\":9,\"on\":1,\"part\":{\"inner\":5},\"admin\":true}",
                        form -> {
                            form.requiredText("name", 10);
                            form.number("count", 1, 5, 2);
                            form.flag("on", false);
                            var part = Objects.requireNonNull(form.part("part"));
                            part.text("inner", 5);
                        });

        assertThat(errors)
                .extracting(FieldError::field)
                .containsExactly("name", "count", "on", "part.inner", "admin");
        assertThat(errors.getLast().message()).contains("no such setting", "name, count, on, part");
    }

    @Test
    void namesUnknownFieldsOfPartsWithTheirPath() {
        var errors = errors("{\"part\":{\"x\":1}}", form -> form.part("part"));

        assertThat(errors).extracting(FieldError::field).containsExactly("part.x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"   \"",
                "5",
                "true",
                "[]",
                "{}",
                "\"12345678901\"",
                "\"a\\u0000b\"",
                "\"a\\nb\"",
                "\"a\\u007fb\"",
                "\"a\\u0085b\"",
                "\"a\\u2028b\"",
                "\"a\\u202eb\"",
                "\"a\\ud800b\""
            })
    void refusesAsRequiredText(String value) {
        assertThat(errors("{\"name\":" + value + "}", form -> form.requiredText("name", 10)))
                .extracting(FieldError::field)
                .containsExactly("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"<b>O'Neil</b>\"", "\"日本語\"", "\"👩‍💻👩‍💻\"", "\"';DROP--\""})
    void acceptsAnyPrintableText(String value) {
        form("{\"name\":" + value + "}").requiredText("name", 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "6",
                "-1",
                "3.0",
                "3.5",
                "\"3\"",
                "1e2",
                "99999999999",
                "1e400",
                "true",
                "{}"
            })
    void refusesAsNumber(String value) {
        assertThat(errors("{\"count\":" + value + "}", form -> form.number("count", 1, 5, 2)))
                .containsExactly(new FieldError("count", "Send a whole number from 1 to 5."));
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-31, no time",
        "2030-01-31T12:00:00, no offset",
        "+999999999-01-01T00:00:00Z, beyond the database",
        "1969-12-31T23:59:59Z, before everything",
        "tomorrow, words"
    })
    void refusesAsTime(String value, String why) {
        assertThat(errors("{\"at\":\"" + value + "\"}", form -> form.time("at")))
                .as(why)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"blue\"", "\"GREEN\"", "1", "[]"})
    void refusesOtherWords(String value) {
        assertThat(errors("{\"c\":" + value + "}", form -> form.word("c", Colour.class)))
                .containsExactly(new FieldError("c", "Choose one of: red, green."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "{}", "[1]", "[null]", "[\"a\",\"b\",\"c\"]", "[\"long\"]"})
    void refusesAsList(String value) {
        assertThat(errors("{\"list\":" + value + "}", form -> form.texts("list", 2, 3)))
                .extracting(FieldError::field)
                .containsExactly("list");
    }

    @Test
    void keepsAnAnswerShort() {
        var body = JSON.createObjectNode();
        for (int i = 0; i < 500; i++) {
            body.put("x".repeat(1000) + i, 1);
        }
        var refused = catchThrowableOfType(Refused.class, () -> Form.of(body).check());

        assertThat(refused.problem().errors().size()).isLessThanOrEqualTo(20);
        assertThat(refused.problem().message().length()).isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"a\"", "null", "true"})
    void takesNothingButObjects(String body) {
        Mono<JsonNode> node = Mono.just(JSON.readTree(body));

        assertThatThrownBy(() -> Form.object(node).block()).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> Form.object(Mono.empty()).block()).isInstanceOf(Refused.class);
    }

    private static Form form(String body) {
        return Form.of((ObjectNode) JSON.readTree(body));
    }

    private static List<FieldError> errors(String body, Consumer<Form> read) {
        var form = form(body);
        read.accept(form);
        var refused = catchThrowableOfType(Refused.class, form::check);
        assertThat(refused).isNotNull();
        return refused.problem().errors();
    }
}
