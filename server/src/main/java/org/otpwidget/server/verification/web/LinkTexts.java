package org.otpwidget.server.verification.web;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The sentences of the link's pages in one language.
 *
 * @param tag BCP 47 language
 * @param texts by key, such as {@code ask.title}
 */
record LinkTexts(String tag, Map<String, String> texts) {

    private static final List<String> TAGS = List.of("en", "hi", "es", "fr", "de", "pt", "ar");
    private static final Map<String, LinkTexts> ALL = readAll();

    /**
     * The first language of the person's that there is, else the message's, else English.
     *
     * @param accepted what the browser prefers, best first
     * @param message language of the message (BCP 47), or null
     */
    static LinkTexts of(List<Locale> accepted, @Nullable String message) {
        for (Locale locale : accepted) {
            LinkTexts texts = ALL.get(locale.getLanguage());
            if (texts != null) {
                return texts;
            }
        }
        String tag = message == null ? "" : Locale.forLanguageTag(message).getLanguage();
        return ALL.getOrDefault(tag, Objects.requireNonNull(ALL.get("en")));
    }

    /** The sentence of a key. */
    public String text(String key) {
        return Objects.requireNonNull(texts.get(key), key);
    }

    /** The sentence of a key with its one blank, {@code ##IT##}, filled in. */
    public String text(String key, Object it) {
        return text(key).replace("##IT##", String.valueOf(it));
    }

    /** Reading direction, as HTML's {@code dir} has it. */
    public String direction() {
        return tag.equals("ar") ? "rtl" : "ltr";
    }

    private static Map<String, LinkTexts> readAll() {
        var all = new HashMap<String, LinkTexts>();
        TAGS.forEach(tag -> all.put(tag, read(tag)));
        return Map.copyOf(all);
    }

    private static LinkTexts read(String tag) {
        var file = "link." + tag + ".properties";
        var texts = new HashMap<String, String>();
        try (var reader =
                new InputStreamReader(
                        Objects.requireNonNull(LinkTexts.class.getResourceAsStream(file), file),
                        StandardCharsets.UTF_8)) {
            var properties = new Properties();
            properties.load(reader);
            properties.forEach((key, text) -> texts.put((String) key, (String) text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LinkTexts(tag, Map.copyOf(texts));
    }
}
