package org.otpwidget.server.dashboard;

import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in the operator's language what rooms say in English, to the API and to the pages alike:
 * what they refuse, and what kinds of providers ask for. A text is recognised by its English words
 * in {@code errors_en} or {@code vendors_en}, whose {@code {0}} stands for what was put in; one
 * that isn't there stays English.
 */
@Component
class RoomTexts {

    private static final List<String> ENGLISH =
            List.of(
                    "dashboard/texts/errors_en.properties",
                    "dashboard/texts/vendors_en.properties");

    /** What is wrong with a file names its line first. */
    private static final Pattern LINE = Pattern.compile("Line (\\d+): (.*)", Pattern.DOTALL);

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final MessageSource texts;
    private final List<Sentence> sentences;
    private final Map<Locale, InLanguage> languages = new ConcurrentHashMap<>();

    RoomTexts(MessageSource texts) {
        this.texts = texts;
        this.sentences = sentences();
    }

    /** One of the sentences, whose groups are what was put in. */
    private record Sentence(String key, Pattern english) {}

    /** The sentences in one language, for templates. */
    final class InLanguage {

        private final Locale language;

        private InLanguage(Locale language) {
            this.language = language;
        }

        /** What a room said, in this language. */
        public String of(String said) {
            return RoomTexts.this.in(language, said);
        }
    }

    /** All of them in one language. */
    InLanguage in(Locale language) {
        return languages.computeIfAbsent(language, InLanguage::new);
    }

    private String in(Locale language, String said) {
        if (language.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
            return said;
        }
        var line = LINE.matcher(said);
        if (line.matches()) {
            Object[] parts = {line.group(1), in(language, line.group(2))};
            return texts.getMessage("error.line", parts, language);
        }
        for (Sentence sentence : sentences) {
            var found = sentence.english.matcher(said);
            if (found.matches()) {
                return filled(texts.getMessage(sentence.key, null, language), found);
            }
        }
        return said;
    }

    private static String filled(String text, Matcher found) {
        return PLACE.matcher(text)
                .replaceAll(
                        place ->
                                Matcher.quoteReplacement(
                                        found.group(1 + Integer.parseInt(place.group(1)))));
    }

    /** Those with the most words of their own first: "Send {0}." would match all that begin so. */
    private static List<Sentence> sentences() {
        var english = new ArrayList<Sentence>();
        for (String file : ENGLISH) {
            read(file)
                    .forEach((key, text) -> english.add(new Sentence((String) key, pattern(text))));
        }
        english.sort(Comparator.comparingInt((Sentence s) -> -s.english.pattern().length()));
        return List.copyOf(english);
    }

    private static Properties read(String file) {
        try {
            return PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(new ClassPathResource(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Places are numbered in the order of the English sentence. */
    private static Pattern pattern(Object text) {
        var pattern = new StringBuilder();
        int end = 0;
        var places = PLACE.matcher((String) text);
        while (places.find()) {
            pattern.append(Pattern.quote(((String) text).substring(end, places.start())));
            pattern.append("(.+?)");
            end = places.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(((String) text).substring(end))).toString(),
                Pattern.DOTALL);
    }
}
