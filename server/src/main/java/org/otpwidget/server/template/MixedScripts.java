package org.otpwidget.server.template;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds words that pretend to be others: letters of Latin, Cyrillic and Greek that look the same
 * are mixed in one word, or a whole word among Latin ones is made of such letters. Operators and
 * spam filters take both for fraud.
 *
 * @see <a href="https://www.unicode.org/reports/tr39/#Mixed_Script_Detection">UTS 39, section
 *     5.1</a>
 */
final class MixedScripts {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]+");

    private static final Set<UnicodeScript> ALIKE =
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK);

    /** Cyrillic, then Greek letters that are drawn like Latin ones. */
    private static final String LOOKALIKES =
            "аеорсухіјѕһԁԛԝѵАВЕЅІЈКМНОРСТУХԌԜӀӏ" + "αικνορτυχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲϳ";

    private MixedScripts() {}

    /** The words in question, each once. */
    static List<String> words(String text) {
        boolean latin = scripts(text).contains(UnicodeScript.LATIN) && !isForeign(text);
        return WORD.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(word -> isMixed(word) || (latin && isAllLookalikes(word)))
                .distinct()
                .toList();
    }

    /** Whether honest words of another script are in the text: then a short one proves nothing. */
    private static boolean isForeign(String text) {
        return text.codePoints()
                .filter(letter -> LOOKALIKES.indexOf(letter) < 0)
                .mapToObj(UnicodeScript::of)
                .anyMatch(script -> script != UnicodeScript.LATIN && ALIKE.contains(script));
    }

    private static boolean isMixed(String word) {
        return scripts(word).size() > 1;
    }

    private static boolean isAllLookalikes(String word) {
        return word.codePointCount(0, word.length()) > 2
                && word.codePoints().allMatch(letter -> LOOKALIKES.indexOf(letter) >= 0);
    }

    private static Set<UnicodeScript> scripts(String text) {
        var scripts = EnumSet.noneOf(UnicodeScript.class);
        text.codePoints().mapToObj(UnicodeScript::of).filter(ALIKE::contains).forEach(scripts::add);
        return scripts;
    }
}
