package org.otpwidget.server.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class YamlTextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NO | "NO"
                    yes | "yes"
                    2027-01-01T00:00:00Z | "2027-01-01T00:00:00Z"
                    '"0815"' | "0815"
                    12 | 12
                    -3 | -3
                    0.5 | 0.5
                    0x10 | "0x10"
                    1_000 | "1_000"
                    12:30:45 | "12:30:45"
                    true | true
                    ~ | null
                    !!str 12 | "12"
                    [a, 1] | ["a",1]
                    {a: {b: c}} | {"a":{"b":"c"}}
                    '"<<"' | "<<"
                    """)
    void readsWhatJsonCouldSay(String yaml, String json) {
        assertThat(YamlText.read("a: " + yaml).tree().get("a"))
                .isEqualTo(JsonMapper.shared().readTree(json));
    }

    @Test
    void readsJsonToo() {
        assertThat(YamlText.read("{\"a\":[{\"b\":null}]}").tree().toString())
                .isEqualTo("{\"a\":[{\"b\":null}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    !!javax.script.ScriptEngineManager [] | Line 2: This is not valid YAML
                    !!java.net.URL ["http://127.0.0.1/"] | Line 2: This is not valid YAML
                    !!binary aGVsbG8= | Line 2: Leave the tag
                    !!set {x, y} | Line 2: Leave the tag
                    !!int x | Line 2: Leave the tag
                    !mine {x: y} | Line 2: Leave the tag
                    {x: 1, x: 2} | Line 2: This stands twice
                    {? [x] : y} | Line 2: Name settings by a plain text.
                    [&x b, *x] | Line 2: Write the value out
                    &x [*x] | aliases
                    [&x [b], *x] | aliases
                    *x | Line 2: This is not valid YAML: look at column 4.
                    [ | This is not valid YAML
                    """)
    void refusesWhatJsonCouldNotSay(String yaml, String message) {
        assertThat(refusal("first: 1\na: " + yaml)).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "text", "- a", "12", "a: 1\n---\na: 2", "a: \u0007"})
    void refusesWhatIsNoMapping(String yaml) {
        assertThat(refusal(yaml)).isNotEmpty();
    }

    @Test
    void endsSoonWhateverIsSent() {
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int n = 1; n < 30; n++) {
            laughs.append("a%d: &a%d [".formatted(n, n));
            laughs.append(("*a" + (n - 1) + ", ").repeat(9)).append("x]\n");
        }
        var started = System.nanoTime();
        assertThat(refusal(laughs.toString())).contains("aliases");
        assertThat(refusal("a: " + "[".repeat(50_000))).contains("nested too deep");
        assertThat(refusal("a: " + "{a: ".repeat(50_000))).contains("nested too deep");
        assertThat(refusal("a: " + "x".repeat(1_100_000))).contains("at most 1 MB");
        assertThat(refusal("a: " + "क".repeat(400_000))).contains("at most 1 MB");
        assertThat(refusal("a: [" + "1,".repeat(400_000) + "1]")).contains("60000 values");
        assertThat(YamlText.read("a: " + "9".repeat(200_000)).tree().get("a").isString()).isTrue();
        assertThat(refusal(repeated(90_100, n -> "k" + n + ": 1\n"))).contains("60000 values");
        assertThat(refusal("a: [" + "[],".repeat(90_100) + "1]")).contains("60000 values");
        assertThat(refusal("x".repeat(101) + ": 1")).contains("Name settings by a plain text.");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void tellsSoManyMistakesAndNoMore() {
        assertThat(mistakes(repeated(20_000, n -> "k" + n + ": !x y\n"))).hasSize(50);
        assertThat(mistakes(repeated(20_000, n -> "a: 1\n"))).hasSize(50);
        assertThat(mistakes("a: [" + "1,".repeat(200_000) + "1]")).hasSize(1);
    }

    private static String repeated(int times, IntFunction<String> line) {
        return IntStream.range(0, times).mapToObj(line).collect(Collectors.joining());
    }

    @Test
    void knowsTheLineOfEveryValueAndOfWhatItStandsIn() {
        var read =
                YamlText.read(
                        """
                        widgets:
                          - name: Shop
                            templates:
                              sms:
                                templateId: x
                        """);
        assertThat(read.error("widgets[0].templates.sms.templateId", "No.").message())
                .isEqualTo("Line 5: No.");
        assertThat(read.error("widgets[0].templates.sms.variables.X", "No.").message())
                .isEqualTo("Line 4: No.");
        assertThat(read.error("widgets[0].otpLength", "No.").message()).isEqualTo("Line 2: No.");
    }

    private static String refusal(String yaml) {
        return mistakes(yaml).toString();
    }

    private static List<FieldError> mistakes(String yaml) {
        return catchThrowableOfType(Refused.class, () -> YamlText.read(yaml)).problem().errors();
    }
}
