package org.otpwidget.server.dashboard.widgets;

import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.widget.Contrast;
import org.otpwidget.server.widget.Contrast.Surface;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what the preview has to say, in the operator's language. */
@Component
class PreviewTexts {

    private final MessageSource texts;

    PreviewTexts(MessageSource texts) {
        this.texts = texts;
    }

    /** Errors with the labels of their fields, since they stand away from them. */
    List<String> errors(List<FieldError> errors, Locale locale) {
        return errors.stream()
                .map(error -> label(error.field(), locale) + ": " + error.message())
                .toList();
    }

    /** Hints by the path of the field that they belong to. */
    Map<String, String> notes(Optional<Contrast> contrast, Locale locale) {
        return Map.of("theme.accent", contrast.map(its -> said(its, locale)).orElse(""));
    }

    private String said(Contrast contrast, Locale locale) {
        String on = text("preview.contrast." + contrast.ink(), locale, contrast.onAccent());
        return contrast.close().stream()
                .map(surface -> " " + close(surface, locale))
                .collect(Collectors.joining("", on, ""));
    }

    private String close(Surface surface, Locale locale) {
        return text("preview.contrast.close." + surface.scheme(), locale, surface.ratio());
    }

    private String label(String field, Locale locale) {
        return Objects.requireNonNullElse(
                texts.getMessage("widget." + field, null, field, locale), field);
    }

    private String text(String key, Locale locale, double ratio) {
        Object[] values = {String.format(locale, "%.1f", ratio)};
        return texts.getMessage(key, values, locale);
    }
}
