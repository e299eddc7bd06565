package org.otpwidget.server.delivery.provider;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;

import java.net.URI;

/** Reads the value of one setting, as a text whatever its type. */
final class SettingValue {

    private SettingValue() {}

    /** The value, or null when it is absent or wrong; the form then knows. */
    static @Nullable String read(Form form, ProviderField field) {
        String name = field.name();
        String value =
                switch (field.type()) {
                    case LINES, SECRET -> form.lines(name, field.longest());
                    default -> form.text(name, field.longest());
                };
        if (value == null || value.isEmpty()) {
            return null;
        }
        String mistake =
                switch (field.type()) {
                    case TEXT, SECRET, LINES -> null;
                    case URL ->
                            isUrl(value) ? null : "Send an address such as https://api.example.";
                    case NUMBER ->
                            value.matches("\\d{1,9}")
                                    ? null
                                    : "Send a whole number in quotes, such as \"30\".";
                    case FLAG ->
                            value.matches("true|false")
                                    ? null
                                    : "Send \"true\" or \"false\", in quotes.";
                    case CHOICE ->
                            field.choices().contains(value)
                                    ? null
                                    : "Choose one of: " + String.join(", ", field.choices()) + ".";
                };
        if (mistake == null) {
            return value;
        }
        form.refuse(name, mistake);
        return null;
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = URI.create(value);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
