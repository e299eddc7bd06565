package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.widget.Channel;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an administrator says of a template. An instance is complete: {@link TemplateForm} has
 * checked it.
 *
 * @param name for operators
 * @param channel the only channel that it is for
 * @param sender SMS sender id, or name that e-mails come from; null: the provider's, or the
 *     widget's name
 * @param dltEntityId the sending company's number with the Indian operators, or null
 * @param whatsappName name of the approved WhatsApp template, or null
 * @param defaultLanguage language for visitors whose own is not there
 * @param variants the template by language (BCP 47)
 */
public record TemplateSettings(
        String name,
        Channel channel,
        @Nullable String sender,
        @Nullable String dltEntityId,
        @Nullable String whatsappName,
        String defaultLanguage,
        Map<String, TemplateVariant> variants) {

    /** The language that comes nearest to the one that was asked for. */
    String nearest(@Nullable String lang) {
        String found = NearestLanguage.of(variants.keySet(), lang);
        return found == null ? defaultLanguage : found;
    }

    /** The template in one of its languages. */
    TemplateVariant variant(String language) {
        return Objects.requireNonNull(variants.get(language), language);
    }

    /** Whether it carries a magic link, rather than a code; a template is one or the other. */
    public boolean carriesLink() {
        return variants.values().stream().anyMatch(variant -> variant.names().contains("LINK"));
    }

    /** Names of the variables in any language: a message needs them whatever its language. */
    Set<String> variables() {
        var names = new TreeSet<String>();
        variants.values().forEach(variant -> names.addAll(variant.names()));
        names.removeAll(Placeholders.SYSTEM);
        return Set.copyOf(names);
    }
}
