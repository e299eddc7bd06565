package org.otpwidget.server.template;

import org.otpwidget.server.secret.SecretText;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The default template's sentences in one language.
 *
 * @param tag BCP 47 language
 * @param texts sentences by key
 */
record Language(String tag, Properties texts) {

    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar");

    /** Reads the language's resource file, which must be there. */
    static Language read(String tag) {
        var texts = new Properties();
        var file =
                Objects.requireNonNull(
                        Language.class.getResourceAsStream(tag + ".properties"), tag);
        try (var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Language(tag, texts);
    }

    /** The sentence of a key. */
    String text(String key) {
        return Objects.requireNonNull(texts.getProperty(key), key);
    }

    /** Reading direction, as HTML's {@code dir} has it. */
    String direction() {
        return RIGHT_TO_LEFT.contains(tag) ? "rtl" : "ltr";
    }

    /** A number of minutes in words, by the language's plural rules (CLDR). */
    String minutes(long count) {
        return text("minutes." + plural(count)).replace("##COUNT##", Long.toString(count));
    }

    /** The digits as words with pauses between them: figures would be read as one number. */
    String spell(SecretText code) {
        return code.reveal()
                .chars()
                .mapToObj(digit -> text("digit." + (char) digit))
                .collect(Collectors.joining(text("digit.pause") + " "));
    }

    private String plural(long count) {
        if (count == 1) {
            return "one";
        }
        if (tag.equals("ar")) {
            long tail = count % 100;
            return count == 2 ? "two" : tail >= 3 && tail <= 10 ? "few" : "other";
        }
        return "other";
    }
}
