package org.otpwidget.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.template.Segments.Encoding;

class SegmentsTests {

    private static final String EMOJI = "\uD83D\uDE00";

    @ParameterizedTest
    @CsvSource({
        "0, 1", "1, 1", "159, 1", "160, 1", "161, 2", "306, 2", "307, 3", "459, 3", "460, 4",
        "612, 4", "613, 5"
    })
    void countsTheBasicAlphabetBySeptets(int characters, int segments) {
        assertSegments("a".repeat(characters), Encoding.GSM_7, characters, segments);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "70, 1", "71, 2", "134, 2", "135, 3", "201, 3", "202, 4"})
    void countsOtherAlphabetsByUnits(int characters, int segments) {
        assertSegments("ж".repeat(characters), Encoding.UCS_2, characters, segments);
    }

    @ParameterizedTest
    @CsvSource({
        "158, 1", // and 2 septets: 160
        "159, 2", // 161
        "151, 1",
    })
    void countsAnExtensionCharacterTwice(int before, int segments) {
        assertSegments("a".repeat(before) + "€", Encoding.GSM_7, before + 2, segments);
    }

    @Test
    void neverCutsAnEscapeSequence() {
        var segments = Segments.of("a".repeat(152) + "€" + "b".repeat(50));

        assertThat(segments.parts()).containsExactly("a".repeat(152), "€" + "b".repeat(50));
        assertThat(segments.units()).isEqualTo(204);
        assertThat(segments.left()).isEqualTo(153 - 52);
        assertThat(Segments.of("a".repeat(151) + "€" + "b".repeat(50)).parts())
                .containsExactly("a".repeat(151) + "€", "b".repeat(50));
    }

    @Test
    void anEscapeSequenceAtEveryBorderCostsASegmentMore() {
        String block = "a".repeat(152) + "{";

        assertSegments(block.repeat(2), Encoding.GSM_7, 308, 3);
        assertSegments("a".repeat(306) + "", Encoding.GSM_7, 306, 2);
    }

    @ParameterizedTest
    @CsvSource({"34, 1", "35, 1", "36, 2", "66, 2", "67, 3"})
    void countsAnEmojiAsTwoUnits(int emoji, int segments) {
        assertSegments(EMOJI.repeat(emoji), Encoding.UCS_2, emoji * 2, segments);
    }

    @Test
    void neverCutsASurrogatePair() {
        var segments = Segments.of("ж".repeat(66) + EMOJI + "ж".repeat(10));

        assertThat(segments.parts()).containsExactly("ж".repeat(66), EMOJI + "ж".repeat(10));
        assertThat(Segments.of("ж".repeat(65) + EMOJI + "ж".repeat(10)).parts())
                .containsExactly("ж".repeat(65) + EMOJI, "ж".repeat(10));
    }

    @Test
    void oneForeignCharacterChangesTheAlphabetOfAll() {
        assertSegments("a".repeat(69) + "’", Encoding.UCS_2, 70, 1);
        assertSegments("a".repeat(70) + "’", Encoding.UCS_2, 71, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?",
                "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
            })
    void theBasicAlphabetIsComplete(String alphabet) {
        assertThat(alphabet.codePoints()).allMatch(character -> Gsm7.septets(character) == 1);
        assertThat(alphabet.codePoints().distinct().count()).isEqualTo(alphabet.length());
    }

    @Test
    void theExtensionTableIsComplete() {
        assertThat("\f^{}\\[~]|€".codePoints())
                .hasSize(10)
                .allMatch(sign -> Gsm7.septets(sign) == 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ç", "á", "í", "ó", "ú", "`", "’", "–", "…", "\t", "α", "ё", "\u00a0"})
    void charactersThatOnlyLookAsIfAreNotInIt(String character) {
        assertThat(Segments.of(character).encoding()).isEqualTo(Encoding.UCS_2);
    }

    private static void assertSegments(String text, Encoding encoding, int units, int count) {
        var segments = Segments.of(text);

        assertThat(segments.encoding()).isEqualTo(encoding);
        assertThat(segments.units()).isEqualTo(units);
        assertThat(segments.count()).isEqualTo(count);
        assertThat(String.join("", segments.parts())).isEqualTo(text);
    }
}
