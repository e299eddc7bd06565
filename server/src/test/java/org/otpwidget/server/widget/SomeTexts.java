package org.otpwidget.server.widget;

import java.util.List;
import java.util.Random;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts that people give to things, the awkward ones above all; the same for the same seed. */
final class SomeTexts {

    /** Each of them is something else than a text to some reader of YAML, or breaks its syntax. */
    static final List<String> AWKWARD =
            List.of(
                    "089",
                    "0800900",
                    "1e3",
                    "1E5",
                    "0x1F",
                    "0o17",
                    "0b11",
                    "017",
                    "1_000",
                    "+1",
                    "-1",
                    "-",
                    "- a",
                    "--- a",
                    "...",
                    ".5",
                    "5.",
                    ".inf",
                    "-.INF",
                    ".nan",
                    "yes",
                    "NO",
                    "On",
                    "y",
                    "n",
                    "true",
                    "Null",
                    "null",
                    "~",
                    "=",
                    "<<",
                    "2026-01-01",
                    "2026-01-01T00:00:00Z",
                    "12:30:45",
                    "1:2",
                    "66123456789012345678e123",
                    "123456789012345678901234",
                    "#",
                    "# a",
                    "a #b",
                    "a: b",
                    "a:",
                    ": ",
                    "? a",
                    "&a",
                    "*a",
                    "!a",
                    "!!int 1",
                    "%a",
                    "@a",
                    "`a`",
                    "|",
                    ">",
                    "|-",
                    "[a]",
                    "{a: b}",
                    "a, b",
                    "'",
                    "''",
                    "\"",
                    "it's",
                    "\"a\"",
                    "\\n",
                    "a\\",
                    "दुकान",
                    "😀 Shop",
                    "👩‍👩‍👧",
                    "a\u00a0b",
                    "\u00a0",
                    "a\ufeffb",
                    "\u200bd",
                    "\u0301",
                    "null ",
                    " x",
                    "12 ",
                    "0",
                    "00",
                    "1.0",
                    "1.2.3",
                    "١٢٣");

    /**
     * What no setting lets in, but a file must bring back if one ever did; half characters are no
     * texts at all, and nothing that is stored has them.
     */
    static final List<String> UNUSUAL =
            List.of(
                    "",
                    " ",
                    "a\nb",
                    "\n",
                    "a\n",
                    "\na",
                    "a\r\nb",
                    "\r",
                    "\t",
                    "a\tb",
                    "\u0085",
                    "a\u2028b",
                    "a\u2029b",
                    "\u0000",
                    "\u0007",
                    "\u007f",
                    "\u009f",
                    "\ufeff",
                    "\ufffe",
                    "  a\n b\n",
                    "a \nb",
                    "# a\nb");

    private final Random random;

    SomeTexts(long seed) {
        random = new Random(seed);
    }

    /** One that a setting would take: without control characters, outer blanks and line breaks. */
    String usual() {
        String text = Stream.generate(this::piece).limit(1 + random.nextInt(3)).collect(joined());
        return text.isBlank() ? usual() : text;
    }

    /** Any text at all. */
    String any() {
        return random.nextInt(3) == 0 ? usual() + of(UNUSUAL) + usual() : usual();
    }

    private String piece() {
        return switch (random.nextInt(3)) {
            case 0 -> of(AWKWARD);
            case 1 -> digits();
            default ->
                    of(List.of("a", " ", ":", "#", "-", "e", ".", ",", "'", "\"", "é", "़", "😀"));
        };
    }

    private String digits() {
        return random.ints(1 + random.nextInt(12), 0, 10)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining());
    }

    private String of(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static Collector<CharSequence, ?, String> joined() {
        return Collectors.collectingAndThen(Collectors.joining(), String::strip);
    }
}
