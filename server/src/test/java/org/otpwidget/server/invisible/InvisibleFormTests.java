package org.otpwidget.server.invisible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class InvisibleFormTests {

    private static final String SMALLEST =
            "'startUrl':'https://sna.example/start','finishUrl':'https://sna.example/end/##SESSION##'";

    @Test
    void fillsInTheDefaults() {
        var provider = read(SMALLEST);
        assertThat(provider.enabled()).isTrue();
        assertThat(provider.startBody()).isEqualTo("{\"number\":\"##PLUS_TO##\"}");
        assertThat(provider.finishBody()).isEqualTo("{\"code\":\"##CODE##\"}");
        assertThat(provider.authorization().reveal()).isEmpty();
        assertThat(provider.resultValue()).isEqualTo("completed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "startUrl        |"
                    + " 'finishUrl':'https://sna.example/##SESSION##','startUrl':'http://sna.example/'",
                "startUrl        | 'finishUrl':'https://sna.example/##SESSION##'",
                "startUrl        |"
                        + " 'startUrl':'sna.example','finishUrl':'https://sna.example/##SESSION##'",
                "startUrl        |"
                    + " 'startUrl':'https://##TO##.example/','finishUrl':'https://sna.example/##SESSION##'",
                "startUrl        |"
                    + " 'startUrl':'https://a:b@sna.example/','finishUrl':'https://sna.example/##SESSION##'",
                "startUrl        |"
                    + " 'startUrl':'https://sna.example/##CODE##','finishUrl':'https://sna.example/##SESSION##'",
                "startBody       | <smallest>,'startBody':'{}'",
                "startBody       | <smallest>,'startBody':'number=##TO##'",
                "finishBody      | <smallest>,'finishBody':'{}'",
                "finishUrl       |"
                        + " 'startUrl':'https://sna.example/','finishUrl':'https://sna.example/'",
                "sessionPointer  | <smallest>,'sessionPointer':''",
                "checkUrlPointer | <smallest>,'checkUrlPointer':'url'",
                "numberPointer   | <smallest>,'numberPointer':'number'",
                "colour          | <smallest>,'colour':1"
            })
    void saysWhatIsWrong(String field, String body) {
        String whole = body.replace("<smallest>", SMALLEST);
        var refused = catchThrowableOfType(Refused.class, () -> read(whole));
        assertThat(refused).as(whole).isNotNull();
        assertThat(refused.problem().errors()).extracting(FieldError::field).contains(field);
    }

    /** Or whoever holds an admin authkey could read the secret at a host of his own. */
    @Test
    void keepsTheSecretOnlyForTheSameHosts() {
        var before = read(SMALLEST + ",'authorization':'Bearer s'");
        assertThat(read(SMALLEST + ",'resultValue':'ok'", before).authorization().reveal())
                .isEqualTo("Bearer s");
        assertThat(read(SMALLEST.replace("sna.example/end", "evil.example"), before))
                .extracting(provider -> provider.authorization().reveal())
                .isEqualTo("");
        assertThat(
                        read(
                                SMALLEST.replace(
                                        "https://sna.example/start", "http://sna.example/start"),
                                before))
                .extracting(provider -> provider.authorization().reveal())
                .isEqualTo("");
    }

    @Test
    void showsNoSecret() {
        var provider = read(SMALLEST + ",'authorization':'Bearer s'");
        assertThat(provider.toString() + JsonMapper.shared().writeValueAsString(provider))
                .doesNotContain("Bearer s");
    }

    private static InvisibleProvider read(String body) {
        return InvisibleForm.read(object(body), null, InvisibleFormTests::isSecure);
    }

    private static InvisibleProvider read(String body, InvisibleProvider before) {
        return InvisibleForm.read(object(body), before, _ -> true);
    }

    private static boolean isSecure(String url) {
        return url.startsWith("https:");
    }

    private static ObjectNode object(String body) {
        return (ObjectNode)
                JsonMapper.shared()
                        .readTree(("{" + body.replace("\"", "\\\"") + "}").replace('\'', '"'));
    }
}
