package org.otpwidget.server.template;

import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/** Renders templates with samples, for those who write them. */
@Component
public class Previews {

    /** As long as real ones at a short address. */
    private static final SecretText SAMPLE_LINK =
            SecretText.of("https://otp.example/l/" + "Sample".repeat(5) + "00");

    private final AccountTemplates stored;
    private final Templates templates;

    Previews(AccountTemplates stored, Templates templates) {
        this.stored = stored;
        this.templates = templates;
    }

    /** The preview; empty when the account has no template of the id that was given. */
    public Mono<Preview> of(long accountId, PreviewForm form) {
        if (form.templateId() != null) {
            return stored.get(accountId, form.templateId())
                    .map(template -> of(template.settings(), form));
        }
        return Mono.fromSupplier(
                () ->
                        form.template() == null
                                ? ofDefault(Objects.requireNonNull(form.channel()), form)
                                : of(form.template(), form));
    }

    private Preview of(TemplateSettings template, PreviewForm form) {
        var samples = new HashMap<String, String>();
        template.variables().forEach(name -> samples.put(name, name));
        samples.putAll(form.values().variables());
        var values = form.values().with(samples);
        if (template.carriesLink()) {
            values = values.with(SAMPLE_LINK);
        }
        var content = templates.render(template, form.language(), values);
        return Preview.of(
                template.channel(),
                content,
                Linter.findings(
                        template.channel(),
                        template.variant(content.lang()),
                        form.values().variables().keySet(),
                        content,
                        values,
                        form.mostSegments()));
    }

    private Preview ofDefault(Channel channel, PreviewForm form) {
        var content = templates.render(channel, form.language(), form.values());
        return Preview.of(
                channel,
                content,
                channel == Channel.SMS
                        ? Linter.ofSms(content, form.values(), form.mostSegments())
                        : List.of());
    }
}
