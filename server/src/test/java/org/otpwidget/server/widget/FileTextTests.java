package org.otpwidget.server.widget;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.otpwidget.server.widget.FileDifference.State;
import org.otpwidget.server.widget.TemplateDirectory.Named;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An exported file changes nothing, whatever texts its widgets hold. */
class FileTextTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @RepeatedTest(40)
    void comesBackWithoutADifference(RepetitionInfo run) {
        var texts = new SomeTexts(run.getCurrentRepetition());
        var template = new Named("3".repeat(24), shortened(texts.usual()), Channel.SMS);
        var widgets = new ArrayList<Widget>();
        for (int n = 0; n < 4; n++) {
            widgets.add(widget(n, shortened(texts.usual()) + n, texts, template));
        }
        for (boolean portable : List.of(true, false)) {
            String file = new FileText(List.of(template), portable, JSON).write(widgets);
            var drafts = FileReader.read(YamlText.read(file), widgets, List.of(template), JSON);
            assertThat(drafts).as(file).extracting(FileDraft::state).containsOnly(State.SAME);
            assertThat(drafts)
                    .as(file)
                    .extracting(FileDraft::settings)
                    .isEqualTo(widgets.stream().map(Widget::settings).toList());
        }
    }

    private static Widget widget(int number, String name, SomeTexts texts, Named template) {
        ObjectNode body = JSON.createObjectNode().put("name", name).put("contactPoint", "both");
        body.putArray("resendChannels");
        body.putObject("countryChannels").put("NO", "sms").put("IN", "voice");
        body.putObject("demoCredentials")
                .put("name", shortened(texts.usual()))
                .put("mobile", "919000000000")
                .put("otp", "402817")
                .put("expiresAt", "2031-01-01T00:00:00Z");
        body.putObject("captchaProvider")
                .put("kind", "hcaptcha")
                .put("siteKey", "0e1")
                .put("secret", "089");
        var use = body.putObject("templates").putObject("sms").put("templateId", template.id());
        use.putObject("variables").put("y", "NO").put("null", "e1");
        use.putObject("defaults")
                .put("y", shortened(texts.usual()))
                .put("null", shortened(texts.usual()));
        return new Widget("%024d".formatted(number), 7, number, WidgetForm.read(body), TIME, TIME);
    }

    /** By no half character. */
    private static String shortened(String text) {
        return text.codePoints()
                .limit(90)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
