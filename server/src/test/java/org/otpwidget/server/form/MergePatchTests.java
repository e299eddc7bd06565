package org.otpwidget.server.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MergePatchTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The examples of RFC 7396, appendix A, whose patch is an object. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"b\"}             | {\"a\":\"c\"}               | {\"a\":\"c\"}",
                "{\"a\":\"b\"}             | {\"b\":\"c\"}               |"
                        + " {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"}             | {\"a\":null}                | {}",
                "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null}                | {\"b\":\"c\"}",
                "{\"a\":[\"b\"]}           | {\"a\":\"c\"}               | {\"a\":\"c\"}",
                "{\"a\":\"c\"}             | {\"a\":[\"b\"]}             | {\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}}     | {\"a\":{\"b\":\"d\",\"c\":null}} |"
                        + " {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]}   | {\"a\":[1]}                 | {\"a\":[1]}",
                "{\"e\":null}              | {\"a\":1}                   | {\"e\":null,\"a\":1}",
                "[1,2]                     | {\"a\":\"b\",\"c\":null}    | {\"a\":\"b\"}",
                "{}                        | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}"
            })
    void followsTheStandard(String target, String patch, String result) {
        assertThat(MergePatch.apply(JSON.readTree(target), (ObjectNode) JSON.readTree(patch)))
                .isEqualTo(JSON.readTree(result));
    }

    @Test
    void leavesTheTargetAlone() {
        var target = (ObjectNode) JSON.readTree("{\"a\":{\"b\":1}}");
        MergePatch.apply(target, (ObjectNode) JSON.readTree("{\"a\":{\"b\":2}}"));

        assertThat(target.path("a").path("b").intValue()).isEqualTo(1);
    }
}
