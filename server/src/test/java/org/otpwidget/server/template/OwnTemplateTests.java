package org.otpwidget.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.template.TemplateSamples.CODE;
import static org.otpwidget.server.template.TemplateSamples.HASH;
import static org.otpwidget.server.template.TemplateSamples.mail;
import static org.otpwidget.server.template.TemplateSamples.samples;
import static org.otpwidget.server.template.TemplateSamples.settings;
import static org.otpwidget.server.template.TemplateSamples.sms;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.HostileValues;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

class OwnTemplateTests {

    private final Templates templates = new Templates();

    static Stream<String> hostileTexts() {
        return HostileValues.texts().values().stream();
    }

    @Test
    void fillsInItsOwnNamesAndVariables() {
        assertThat(
                        text(
                                sms("Dear ##NAME##, ##OTP## is for ##SENDER## (##MINUTES## min)."),
                                null,
                                Map.of("NAME", "Ann", "OTP", "000000", "SENDER", "Mallory")))
                .isEqualTo("Dear Ann, 482913 is for Shop (10 min).");
    }

    @ParameterizedTest
    @CsvSource({
        "pt-BR, pt-BR",
        "pt_br, pt-BR",
        "pt-PT, pt",
        "pt, pt",
        "hi-IN, hi",
        "hi-Latn-IN, hi",
        "zh-Hans, hi",
        ", hi",
        "'', hi",
        "-, hi"
    })
    void takesTheNearestLanguageOrItsDefault(@Nullable String asked, String used) {
        var template =
                settings(
                        """
                        {'name':'a','channel':'sms','defaultLanguage':'hi','variants':{
                          'hi':{'text':'hi ##OTP##'},'pt':{'text':'pt ##OTP##'},'pt-br':{'text':'pt-BR ##OTP##'}}}
                        """);
        var content = templates.render(template, asked, samples(null, Map.of()));

        assertThat(content.lang()).isEqualTo(used);
        assertThat(content.text()).isEqualTo(used + " " + CODE);
    }

    @Test
    void smsEndsWithTheLineOfThePage() {
        assertThat(text(sms("##OTP## x"), "Shop.Example", Map.of()))
                .isEqualTo("482913 x\n\n@shop.example #482913");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"##OTP## x\\n@##HOST## ###OTP##", "##OTP## x\\n\\n@shop.example ###OTP##"})
    void smsThatEndsWithTheLineAlreadyGetsNoSecondOne(String text) {
        assertThat(text(sms(text), "shop.example", Map.of()).lines().filter(l -> l.startsWith("@")))
                .containsExactly("@shop.example #482913");
    }

    @Test
    void smsEndsWithTheHashOfTheApp() {
        assertThat(text(sms("##OTP## ##HOST##x"), HASH, Map.of()))
                .isEqualTo("482913 x\n\nFA+9qCX9VSu");
    }

    @ParameterizedTest
    @CsvSource({"120, true", "121, false"})
    void smsKeepsTheHashOutWhenAndroidWouldNotHandItOver(int more, boolean there) {
        // 6 of the code, and 13 of the hash and its empty line, leave 121 of 140 bytes.
        String text = text(sms("##OTP##" + "x".repeat(more + 1)), HASH, Map.of());

        assertThat(text.endsWith("\n\n" + HASH)).isEqualTo(there);
        assertThat(text).hasSize(there ? 140 : 128);
    }

    @Test
    void theHashsRoomIsCountedInBytes() {
        assertThat(text(sms("##OTP##" + "ж".repeat(60)), HASH, Map.of())).endsWith(HASH);
        assertThat(text(sms("##OTP##" + "ж".repeat(61)), HASH, Map.of())).doesNotContain(HASH);
    }

    @Test
    void smsCarriesSenderAndRegistration() {
        var template =
                settings(
                        """
                        {'name':'a','channel':'sms','sender':'SHOPIN','dltEntityId':'110100001',
                         'variants':{'en':{'text':'##OTP##','dltTemplateId':'1107'},'hi':{'text':'##OTP##'}}}
                        """);

        var english = templates.render(template, "en", samples(null, Map.of()));
        assertThat(english.sender()).isEqualTo("SHOPIN");
        assertThat(english.dlt()).isEqualTo(new Dlt("110100001", "1107"));
        assertThat(templates.render(template, "hi", samples(null, Map.of())).dlt()).isNull();
    }

    @Test
    void whatsappNamesTheApprovedTemplateWithTheCodeFirst() {
        var template =
                settings(
                        """
                        {'name':'a','channel':'whatsapp','whatsappName':'login_code','variants':{
                          'pt-BR':{'text':'##NAME##: *##OTP##* ##SENDER## ##NAME##'},
                          'en':{'text':'##OTP##','whatsappLanguage':'en_US'}}}
                        """);
        var variables = Map.of("NAME", "*A_n~n`*");

        var content = templates.render(template, "pt-BR", samples("shop.example", variables));
        assertThat(content.text()).isEqualTo("Ann: *482913* Shop Ann");
        var approved = Objects.requireNonNull(content.whatsapp());
        assertThat(approved.name()).isEqualTo("login_code");
        assertThat(approved.language()).isEqualTo("pt_BR");
        assertThat(approved.parameters()).containsExactly(CODE, "Ann", "Shop");
        assertThat(approved + "" + content).doesNotContain(CODE);
        var english = templates.render(template, "en", samples(null, variables)).whatsapp();
        assertThat(Objects.requireNonNull(english).language()).isEqualTo("en_US");
        assertThat(english.parameters()).containsExactly(CODE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | four, eight, two, nine, one, three!",
                "de-AT | vier, acht, zwei, neun, eins, drei!",
                "it | 4, 8, 2, 9, 1, 3!"
            })
    void voiceSpellsTheCode(String language, String spoken) {
        var template =
                settings(
                        "{'name':'a','channel':'voice','variants':{'"
                                + language
                                + "':{'text':'##OTP##!'}}}");

        assertThat(text(template, null, Map.of())).isEqualTo(spoken);
    }

    @Test
    void mailEscapesValuesForWhereTheyLand() {
        var template =
                mail(
                        "##OTP## for ##NAME##",
                        "##NAME##: ##OTP##",
                        "<p title=\"##NAME##\">##NAME## ##OTP##</p>"
                                + "<a href='https://a.example/?n=##NAME##'>x</a>");
        String name = "<b>\"O'Neill\" & Co*/+\r\nBcc: x</b>";
        var content = templates.render(template, null, samples(null, Map.of("NAME", name)));

        assertThat(content.subject()).isEqualTo("482913 for <b>\"O'Neill\" & Co*/+ Bcc: x</b>");
        assertThat(content.text()).isEqualTo("<b>\"O'Neill\" & Co*/+ Bcc: x</b>: 482913");
        String escaped = "&lt;b&gt;&quot;O&#39;Neill&quot; &amp; Co*/+ Bcc: x&lt;/b&gt;";
        String encoded = "%3Cb%3E%22O%27Neill%22%20%26%20Co%2A%2F%2B%20Bcc%3A%20x%3C%2Fb%3E";
        assertThat(content.html())
                .isEqualTo(
                        "<p title=\"%1$s\">%1$s 482913</p><a href='https://a.example/?n=%2$s'>x</a>"
                                .replace("%1$s", escaped)
                                .replace("%2$s", encoded));
    }

    @Test
    void mailMakesHtmlOutOfItsText() {
        var content =
                templates.render(
                        mail("S", "Dear ##NAME##,\n##OTP##\n\nBye <3", ""),
                        null,
                        samples(null, Map.of("NAME", "<Ann>")));

        assertThat(content.html())
                .contains("<html lang=\"en\" dir=\"auto\">", "<title>S</title>")
                .contains("<p>Dear &lt;Ann&gt;,<br>\n482913</p>\n<p>\nBye &lt;3</p>");
    }

    @Test
    void mailCarriesItsSendersName() {
        var template =
                settings(
                        """
                        {'name':'a','channel':'email','sender':'Shop Ltd',
                         'variants':{'en':{'subject':'s','text':'##OTP##'}}}
                        """);

        assertThat(templates.render(template, null, samples(null, Map.of())).sender())
                .isEqualTo("Shop Ltd");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void noValueCanLeaveItsPlace(String value) {
        var variables = Map.of("NAME", value);
        String text = text(sms("##NAME## ##OTP##"), "shop.example", variables);
        var mail =
                templates.render(
                        mail(
                                "##NAME## ##OTP##",
                                "##NAME## ##OTP##",
                                "<i x=\"##NAME##\" href=\"##NAME##\">##NAME##</i>##OTP##"),
                        null,
                        samples(null, variables));

        assertThat(text.lines()).hasSize(3);
        assertThat(text).endsWith(" 482913\n\n@shop.example #482913");
        assertThat(mail.subject()).doesNotContain("\r", "\n", "\0");
        assertThat(mail.html()).matches("<i x=\"[^\"<>]*\" href=\"[^\"<>:]*\">[^<>]*</i>482913");
    }

    private String text(
            TemplateSettings template, @Nullable String boundTo, Map<String, String> variables) {
        return templates.render(template, null, samples(boundTo, variables)).text();
    }
}
