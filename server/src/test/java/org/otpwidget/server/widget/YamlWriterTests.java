package org.otpwidget.server.widget;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.stream.Stream;

/** What is written is read as the same, text by text. */
class YamlWriterTests {

    static Stream<String> texts() {
        return Stream.concat(SomeTexts.AWKWARD.stream(), SomeTexts.UNUSUAL.stream());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void bringsEveryTextBack(String text) {
        bringsBack(object("{}").put("a", text).put(text, "b"));
        assertThat(readByYaml11(YamlWriter.write(object("{}").put("a", text)))).isEqualTo(text);
    }

    @RepeatedTest(60)
    void bringsGeneratedTextsBack(RepetitionInfo run) {
        var texts = new SomeTexts(run.getCurrentRepetition());
        var tree = object("{}");
        for (int n = 0; n < 20; n++) {
            tree.putArray("list" + n).add(texts.any()).addObject().put(texts.any(), texts.any());
            tree.put("x" + texts.usual(), texts.any());
        }
        bringsBack(tree);
    }

    @Test
    void bringsValuesOfEveryTypeBackWithoutAliases() {
        var tree =
                object(
                        """
                        {"a":[],"b":[],"c":{"d":0.7,"e":6,"f":-3,"g":true,"h":null,"i":1.0E-5},
                         "j":[{"k":[]},{"k":[]}],"l":["x","x"]}
                        """);
        bringsBack(tree);
        assertThat(YamlWriter.write(tree)).doesNotContain("&", "*", "!");
    }

    @Test
    void leavesWhatIsPlainlyATextWithoutQuotes() {
        assertThat(
                        YamlWriter.write(
                                object(
                                        "{\"a\":\"Shop 2 –"
                                                + " दुकान\",\"b\":\"66f1a2b3\",\"c\":\"sms\"}")))
                .isEqualTo("a: Shop 2 – दुकान\nb: 66f1a2b3\nc: sms\n");
    }

    private static void bringsBack(ObjectNode tree) {
        String file = YamlWriter.write(tree);
        assertThat(YamlText.read(file).tree()).as(file).isEqualTo(tree);
    }

    /** As the library itself reads, by its older rules. */
    private static @Nullable Object readByYaml11(String file) {
        Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        return read.get("a");
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
