package org.otpwidget.server.delivery.twilio;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who speaks which language.
 *
 * @param byLanguage voices by tag in lower case
 */
record TwilioVoices(Map<String, Voice> byLanguage) {

    private static final Pattern LINE =
            Pattern.compile("\\s*([A-Za-z-]+)\\s*:\\s*([A-Za-z-]+)\\s*,\\s*([A-Za-z0-9.-]+)\\s*");

    /** Of the default template's languages. */
    private static final String USUAL =
            """
            en: en-US, Polly.Joanna
            hi: hi-IN, Polly.Aditi
            es: es-ES, Polly.Conchita
            fr: fr-FR, Polly.Celine
            de: de-DE, Polly.Marlene
            pt: pt-BR, Polly.Vitoria
            ar: arb, Polly.Zeina
            """;

    /**
     * A voice as {@code <Say>} names it.
     *
     * @param name empty: Twilio's own choice
     */
    record Voice(String language, String name) {

        /** Whether it can be asked to speak slowly; the two basic voices cannot. */
        boolean canSlowDown() {
            return name.startsWith("Polly.") || name.startsWith("Google.");
        }
    }

    /** The usual voices and an account's own, which win. */
    static TwilioVoices of(String own) {
        var voices = new HashMap<String, Voice>();
        for (String text : List.of(USUAL, own)) {
            text.lines()
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .forEach(
                            line ->
                                    voices.put(
                                            line.group(1).toLowerCase(Locale.ROOT),
                                            new Voice(line.group(2), line.group(3))));
        }
        return new TwilioVoices(Map.copyOf(voices));
    }

    /** Whether every line says something. */
    static boolean isReadable(String own) {
        return own.lines().allMatch(line -> line.isBlank() || LINE.matcher(line).matches());
    }

    /** The voice of the tag, else of its language; else Twilio chooses one. */
    Voice speaking(String tag) {
        String region = tag.toLowerCase(Locale.ROOT).replace('_', '-');
        Voice voice = byLanguage.get(region);
        if (voice == null) {
            voice = byLanguage.get(region.split("-", 2)[0]);
        }
        return voice == null ? new Voice(tag, "") : voice;
    }
}
