package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

/** Renders messages: with the widget's own template for the channel, or else the default one. */
@Component
public class Templates {

    /** Finds what a widget chose for a channel; empty when that is the default template. */
    interface Choice {

        Mono<ChosenTemplate> of(long accountId, String widgetId, Channel channel);
    }

    private final Languages languages = new Languages();
    private final DefaultTemplate standard = new DefaultTemplate(languages);
    private final OwnTemplate own = new OwnTemplate(languages);
    private final Choice choice;

    /** Knows the default template only. */
    public Templates() {
        this.choice = (account, widget, channel) -> Mono.empty();
    }

    @Autowired
    Templates(WidgetTemplates choice) {
        this.choice = choice;
    }

    /**
     * The message of a widget. Its template and its mapping are those of now, in memory as a rule.
     *
     * @param lang language asked for (BCP 47); the nearest that there is gets used
     * @param values whose variables carry the names that the page or the server gave them
     */
    public Mono<Content> compose(
            long accountId,
            String widgetId,
            Channel channel,
            @Nullable String lang,
            TemplateValues values) {
        return choice.of(accountId, widgetId, channel)
                .map(
                        chosen ->
                                own.render(
                                        chosen.template().settings(),
                                        lang,
                                        values.with(chosen.fill(values.variables()))))
                .switchIfEmpty(Mono.fromSupplier(() -> render(channel, lang, values)));
    }

    /** Renders the default template. */
    public Content render(Channel channel, @Nullable String lang, TemplateValues values) {
        return standard.render(channel, lang, values);
    }

    /** Renders a template, stored or not, with values under its own names. */
    Content render(TemplateSettings template, @Nullable String lang, TemplateValues values) {
        return own.render(template, lang, values);
    }
}
