package org.otpwidget.server.delivery.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.template.Dlt;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What texts arrive as, decoded by an SMSC that shares no code with us. */
class SmppTextTests {

    private static final String GSM =
            "@£$¥èéùìòÇ\n"
                    + "Øø\r"
                    + "ÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRST"
                    + "UVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà\f^{}\\[~]|€";

    private static final Smsc smsc = new Smsc();

    @BeforeAll
    static void accept() {
        smsc.answers("accept");
    }

    @AfterAll
    static void close() {
        smsc.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456 is your Shop code.\n\n@shop.example #123456",
                "{5 €} [~] a|b c\\d ^",
                GSM
            })
    void writesTheDefaultAlphabet(String text) {
        JsonNode submit = sent(Map.of(), text).getFirst();
        assertThat(submit.path("text").asString()).isEqualTo(text);
        assertThat(submit.path("dataCoding").asInt()).isZero();
        assertThat(submit.path("esmClass").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "आपका कोड 123456 है।\n\n@shop.example #123456",
                "123456 \uD83D\uDC4B",
                "naïve",
                "kod: 123456, şifre"
            })
    void writesUcs2WhereItMust(String text) {
        JsonNode submit = sent(Map.of(), text).getFirst();
        assertThat(submit.path("text").asString()).isEqualTo(text);
        assertThat(submit.path("dataCoding").asInt()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "latin1, Grüße @shop.example, 3",
        "latin1, Grüße für 5 €, 8",
        "latin1, naïve, 8",
        "ucs2, plain, 8"
    })
    void writesWhatTheAccountWants(String alphabet, String text, int coding) {
        JsonNode submit = sent(Map.of("alphabet", alphabet), text).getFirst();
        assertThat(submit.path("text").asString()).isEqualTo(text);
        assertThat(submit.path("dataCoding").asInt()).isEqualTo(coding);
    }

    /** The euro sign takes two septets, of which only one would fit into the first part. */
    @Test
    void cutsTheDefaultAlphabetIntoParts() {
        String text = "a".repeat(152) + "€" + "b".repeat(151) + "{" + "c".repeat(9);
        List<JsonNode> parts = sent(Map.of(), text);
        assertThat(parts)
                .extracting(part -> part.path("text").asString())
                .containsExactly("a".repeat(152), "€" + "b".repeat(151), "{" + "c".repeat(9));
        assertThat(parts)
                .extracting(part -> part.path("header").path(0).asString())
                .containsExactly("0003290301", "0003290302", "0003290303");
        assertThat(parts)
                .allSatisfy(part -> assertThat(part.path("esmClass").asInt()).isEqualTo(0x40));
    }

    /** The emoji takes two units, of which only one would fit into the first part. */
    @Test
    void cutsUcs2IntoParts() {
        String emoji = "\uD83D\uDE00";
        List<JsonNode> parts = sent(Map.of(), "ह".repeat(66) + emoji + "ह".repeat(10));
        assertThat(parts)
                .extracting(part -> part.path("text").asString())
                .containsExactly("ह".repeat(66), emoji + "ह".repeat(10));
    }

    @ParameterizedTest
    @CsvSource({"a, 160, 1", "a, 161, 2", "€, 80, 1", "€, 81, 2", "ह, 70, 1", "ह, 71, 2"})
    void cutsNothingThatFits(String character, int times, int parts) {
        assertThat(sent(Map.of(), character.repeat(times))).hasSize(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@€", "ह\uD83D\uDE00"})
    void leavesTheCuttingToTheSmsc(String piece) {
        String text = piece.repeat(100);
        List<JsonNode> parts = sent(Map.of("longMessages", "payload"), text);
        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().path("text").asString()).isEqualTo(text);
        assertThat(parts.getFirst().path("payload").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "HEADER, 5/0/HEADER",
        "+1 555, 5/0/+1 555",
        "447700900123, 1/1/447700900123",
        "56767, 3/0/56767"
    })
    void namesWhatTheTemplateIsRegisteredWith(String sender, String from) {
        var content =
                new Content(
                        "en", null, "123456", null, sender, new Dlt("1201159", "1207161"), null);
        try (var link = new SmscLink(smsc, Map.of("source", "OTHER"))) {
            assertThat(SmscLink.await(link.sending(content))).isInstanceOf(Outcome.Sent.class);
        }
        JsonNode submit = smsc.next("submit");
        assertThat(submit.path("from").asString()).isEqualTo(from);
        assertThat(submit.path("dltEntity").asString()).isEqualTo("1201159");
        assertThat(submit.path("dltTemplate").asString()).isEqualTo("1207161");
    }

    private static List<JsonNode> sent(Map<String, String> settings, String text) {
        try (var link = new SmscLink(smsc, settings)) {
            assertThat(link.send(text)).isInstanceOf(Outcome.Sent.class);
        }
        var submits = new ArrayList<JsonNode>();
        for (var one = smsc.happened("submit"); one != null; one = smsc.happened("submit")) {
            submits.add(one);
        }
        return submits;
    }
}
