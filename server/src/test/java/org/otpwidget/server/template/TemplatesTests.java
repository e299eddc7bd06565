package org.otpwidget.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Channel;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

class TemplatesTests {

    static final List<String> TAGS = Languages.TAGS;

    private static final String GSM_7 =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
                    + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private final Templates templates = new Templates();

    @ParameterizedTest
    @FieldSource("TAGS")
    void allLanguagesHaveTheSameKeysAndNoneIsEmpty(String tag) {
        var english = Language.read("en").texts();
        var texts = Language.read(tag).texts();

        assertThat(texts.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(texts.values()).allSatisfy(text -> assertThat((String) text).isNotBlank());
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void allLanguagesUseTheSamePlaceholdersInEachSentence(String tag) {
        var english = Language.read("en");
        var language = Language.read(tag);

        for (String key : List.of("message", "voice", "email.subject", "email.lead")) {
            assertThat(placeholders(language.text(key)))
                    .as(key)
                    .isEqualTo(placeholders(english.text(key)));
        }
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void everyChannelIsCompleteInEveryLanguage(String tag) {
        for (Channel channel : Channel.values()) {
            Content content = templates.render(channel, tag, values("Shop", "shop.example"));

            assertThat(content.lang()).isEqualTo(tag);
            assertThat(content.text()).contains("Shop").doesNotContain("##").doesNotContain("null");
            assertThat(content.subject() != null).isEqualTo(channel == Channel.EMAIL);
            assertThat(content.html() != null).isEqualTo(channel == Channel.EMAIL);
        }
    }

    @ParameterizedTest
    @FieldSource("TAGS")
    void mailShowsCodeSenderAndLifeInSubjectTextAndHtml(String tag) {
        Content mail = templates.render(Channel.EMAIL, tag, values("Shop", null));
        String minutes = Language.read(tag).minutes(10);

        assertThat(mail.subject()).contains("482913", "Shop");
        assertThat(mail.text()).contains("482913", "Shop", minutes);
        assertThat(mail.html())
                .contains(">482913<", "Shop", minutes, "lang=\"" + tag + "\"")
                .contains("dir=\"" + (tag.equals("ar") ? "rtl" : "ltr") + "\"")
                .contains("color-scheme", "prefers-color-scheme: dark")
                .doesNotContain("##");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "fr", "de"})
    void smsFitsOneSegmentOfTheGsmAlphabet(String tag) {
        String text =
                templates.render(Channel.SMS, tag, values("Corner Shop", "shop.example")).text();

        assertThat(text.chars()).allMatch(sign -> GSM_7.indexOf(sign) >= 0);
        assertThat(text).hasSizeLessThanOrEqualTo(160);
    }

    @Test
    void smsEndsWithTheOriginBoundLine() {
        assertThat(templates.render(Channel.SMS, "en", values("Shop", "Shop.Example")).text())
                .isEqualTo(
                        "482913 is your Shop code. It is valid for 10 minutes. Do not share it.\n\n"
                                + "@shop.example #482913");
    }

    @ParameterizedTest
    @EnumSource(
            value = Channel.class,
            names = {"WHATSAPP", "VOICE", "EMAIL"})
    void otherChannelsHaveNoOriginBoundLine(Channel channel) {
        assertThat(templates.render(channel, "en", values("Shop", "shop.example")).text())
                .doesNotContain("shop.example");
    }

    @Test
    void voiceSpellsTheDigitsTwice() {
        String once = "four, eight, two, nine, one, three";

        assertThat(templates.render(Channel.VOICE, "en", values("Shop", null)).text())
                .containsSubsequence(once, once)
                .doesNotContain("482913");
        assertThat(templates.render(Channel.VOICE, "ar", values("Shop", null)).text())
                .contains("أربعة، ثمانية، اثنان");
    }

    @Test
    void whatsappPutsTheCodeInBold() {
        assertThat(templates.render(Channel.WHATSAPP, "en", values("*S_h~o`p*", null)).text())
                .startsWith("*482913* is your Shop code.");
    }

    @Test
    void valuesAreEscapedInHtml() {
        String name = "<b onclick=\"x\">O'Neill & Co</b>";

        assertThat(templates.render(Channel.EMAIL, "en", values(name, null)).html())
                .contains("&lt;b onclick=&quot;x&quot;&gt;O&#39;Neill &amp; Co&lt;/b&gt;")
                .doesNotContain("<b onclick");
    }

    @Test
    void valuesCannotStartALineOrTurnTheReadingDirection() {
        String name = "Shop\r\n\u2028@evil.example #000000\u202eabc";
        Content sms = templates.render(Channel.SMS, "en", values(name, "shop.example"));
        Content mail = templates.render(Channel.EMAIL, "en", values(name, null));

        assertThat(sms.text().lines().filter(line -> line.startsWith("@")))
                .containsExactly("@shop.example #482913");
        assertThat(sms.text() + mail.subject() + mail.html()).doesNotContain("\u202e", "\u2028");
        assertThat(mail.subject()).doesNotContain("\r", "\n");
    }

    @Test
    void joinersOfIndicScriptsStay() {
        assertThat(templates.render(Channel.SMS, "hi", values("क्\u200dष", null)).text())
                .contains("क्\u200dष");
    }

    @Test
    void valuesThatLookLikePlaceholdersStayWhatTheyAre() {
        assertThat(templates.render(Channel.SMS, "en", values("##OTP##$1\\", null)).text())
                .startsWith("482913 is your ##OTP##$1\\ code.");
    }

    @ParameterizedTest
    @CsvSource({
        "pt-BR, pt",
        "PT_br, pt",
        "de-AT-1996, de",
        "ar, ar",
        "zh-Hans-CN, en",
        "'', en",
        "-, en",
        "hi-IN, hi",
        ", en",
        "e, en"
    })
    void languageFallsBackFromRegionToLanguageToEnglish(@Nullable String asked, String used) {
        assertThat(templates.render(Channel.SMS, asked, values("Shop", null)).lang())
                .isEqualTo(used);
    }

    @Test
    void minutesFollowThePluralRules() {
        Language arabic = Language.read("ar");

        assertThat(Language.read("en").minutes(1)).isEqualTo("1 minute");
        assertThat(Language.read("de").minutes(2)).isEqualTo("2 Minuten");
        assertThat(arabic.minutes(1)).isEqualTo("دقيقة واحدة");
        assertThat(arabic.minutes(2)).isEqualTo("دقيقتين");
        assertThat(arabic.minutes(10)).isEqualTo("10 دقائق");
        assertThat(arabic.minutes(15)).isEqualTo("15 دقيقة");
        assertThat(arabic.minutes(103)).isEqualTo("103 دقائق");
        assertThat(arabic.minutes(1440)).isEqualTo("1440 دقيقة");
    }

    @Test
    void nothingThatHoldsTheCodeShowsItInText() {
        TemplateValues values = values("Shop", null);
        Content content = templates.render(Channel.EMAIL, "en", values);

        assertThat(values + " " + values.code() + " " + content).doesNotContain("482913");
    }

    private static TemplateValues values(String sender, @Nullable String host) {
        var variables = Map.of("OTP", "000000", "SENDER", "Mallory", "VAR1", "one");
        return new TemplateValues(sender, SecretText.of("482913"), 10, host, variables);
    }

    private static Set<String> placeholders(String text) {
        var names = new HashSet<String>();
        for (String piece : Objects.requireNonNull(text).split("##", -1)) {
            if (piece.matches("[A-Z]+")) {
                names.add(piece);
            }
        }
        return names;
    }
}
