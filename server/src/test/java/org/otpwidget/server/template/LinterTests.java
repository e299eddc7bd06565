package org.otpwidget.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.otpwidget.server.template.TemplateSamples.HASH;
import static org.otpwidget.server.template.TemplateSamples.samples;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.template.Finding.Severity;
import org.otpwidget.server.widget.Channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

class LinterTests {

    static final List<String> TAGS = Languages.TAGS;

    private final Templates templates = new Templates();

    @Test
    void hasNothingToSayAboutAGoodTemplate() {
        assertThat(sms("##OTP## is your ##SENDER## code, ##NAME##. https://shop.example/help"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Your code", "##otp##", "## OTP ##", "#OTP#", "##OTP#"})
    void missesTheCode(String text) {
        assertThat(sms(text))
                .filteredOn(found -> found.code().equals("missing_otp"))
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.ERROR));
    }

    @Test
    void aTemplateForLinksCarriesTheLinkInEachPartAndNoCode() {
        var variant = new TemplateVariant("##LINK##", "s", "<p>##OTP##</p>", null, null);

        assertThat(Linter.errors(Channel.EMAIL, variant, true))
                .extracting(Finding::part, Finding::code)
                .containsExactly(tuple("html", "missing_link"), tuple("html", "otp_and_link"));
        assertThat(
                        Linter.errors(
                                Channel.VOICE,
                                new TemplateVariant("##LINK##", null, null, null, null),
                                true))
                .extracting(Finding::code)
                .containsExactly("link_spoken");
    }

    @Test
    void looksForTheCodeInEachPartOfAMail() {
        var variant = new TemplateVariant("x", "##OTP##", "<p>x</p>", null, null);

        assertThat(Linter.errors(Channel.EMAIL, variant, false))
                .extracting(Finding::part)
                .containsExactly("text", "html");
    }

    @Test
    void findsVariablesInUnsafePlaces() {
        var variant = new TemplateVariant("##OTP##", "s", "<a ##NAME##>##OTP##</a>", null, null);

        assertThat(Linter.errors(Channel.EMAIL, variant, false))
                .extracting(Finding::code)
                .containsExactly("unsafe_place");
    }

    @ParameterizedTest
    @CsvSource({"1, 130, false", "1, 140, true", "2, 270, false", "2, 290, true"})
    void findsWhatIsOverLong(int most, int more, boolean found) {
        var codes = codes("##OTP## " + "x".repeat(more), "shop.example", most);

        assertThat(codes.contains("too_long")).isEqualTo(found);
    }

    @Test
    void missesTheOriginBoundLine() {
        assertThat(codes("##OTP##", null, 2)).containsExactly("no_origin_line");
        assertThat(codes("##OTP##\n@shop.example ###OTP##", null, 2)).isEmpty();
        assertThat(codes("##OTP##", HASH, 2)).isEmpty();
        assertThat(codes("##OTP##" + "x".repeat(122), HASH, 2)).containsExactly("too_long_for_app");
    }

    @ParameterizedTest
    @CsvSource({
        "раypal, true", // Cyrillic р and а
        "paypаl, true",
        "Ρaypal, true", // Greek Ρ
        "Your аррӏе code, true", // one word of nothing but Cyrillic lookalikes
        "ваш код, false",
        "ваш код от Shop, false",
        "о, false",
        "Наш сор и Shop, false",
        "ο κωδικός σας Shop, false",
        "あなたのShopコード, false",
        "Müller’s café, false",
        "코드 code, false"
    })
    void findsLettersThatOnlyLookAlike(String text, boolean found) {
        assertThat(codes("##OTP## " + text, "shop.example", 9).contains("mixed_scripts"))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "http://shop.example, true",
        "HTTP://shop.example/x, true",
        "www.shop.example, true",
        "ftp://shop.example, true",
        "https://shop.example, false",
        "https://www.shop.example, false",
        "<html xmlns='http://www.w3.org/1999/xhtml'>, false"
    })
    void findsLinksWithoutHttps(String text, boolean found) {
        assertThat(codes("##OTP## " + text, "shop.example", 9).contains("insecure_link"))
                .isEqualTo(found);
    }

    @Test
    void findsVariablesThatNothingFills() {
        assertThat(sms("##OTP## ##NAME## ##NMAE##"))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.code()).isEqualTo("unknown_variable");
                            assertThat(found.message())
                                    .contains("##NMAE##")
                                    .doesNotContain("NAME##,");
                        });
    }

    @Test
    void namesTheCharactersThatCostTheAlphabet() {
        assertThat(sms("##OTP## – ça’"))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.code()).isEqualTo("unicode");
                            assertThat(found.message())
                                    .contains("– (U+2013), ç (U+00E7), ’ (U+2019)")
                                    .doesNotContain("a (");
                        });
        assertThat(Linter.foreign("\uD83D\uDE00\uD83D\uDE00")).isEqualTo("\uD83D\uDE00 (U+1F600)");
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void theDefaultTemplateIsGood(String tag) {
        var values = samples("shop.example", Map.of());
        var content = templates.render(Channel.SMS, tag, values);

        assertThat(Linter.ofSms(content, values, 3))
                .extracting(Finding::code)
                .isSubsetOf("unicode");
    }

    @Test
    void everyFindingSaysWhatToDo() {
        var all = new ArrayList<>(sms("x http://раypal ##X## – " + "x".repeat(400)));
        all.addAll(findings("##OTP##", null, 2));

        assertThat(all).hasSize(7);
        assertThat(all).allSatisfy(found -> assertThat(found.message()).endsWith("."));
    }

    private List<Finding> sms(String text) {
        return findings(text, "shop.example", 2);
    }

    private List<String> codes(String text, @Nullable String boundTo, int most) {
        return findings(text, boundTo, most).stream()
                .map(Finding::code)
                .filter(code -> !code.equals("unicode"))
                .toList();
    }

    private List<Finding> findings(String text, @Nullable String boundTo, int most) {
        var variant = new TemplateVariant(text, null, null, null, null);
        var template =
                new TemplateSettings(
                        "a", Channel.SMS, null, null, null, "en", Map.of("en", variant));
        var values = samples(boundTo, Map.of("NAME", "Ann"));
        var content = templates.render(template, null, values);
        return Linter.findings(Channel.SMS, variant, Set.of("NAME"), content, values, most);
    }
}
