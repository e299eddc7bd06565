package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Operators read what rooms refuse in their language, every sentence of it. */
class RoomTextsTests {

    private static final Path SERVER = Path.of("src/main/java/org/otpwidget/server");

    /** Where the sentences come from that forms, previews and refusals show. */
    private static final List<String> ROOMS =
            List.of(
                    "webhook",
                    "delivery",
                    "widget",
                    "template",
                    "account",
                    "form",
                    "captcha",
                    "invisible",
                    "identifier",
                    "signincode",
                    "dashboard");

    /** What only callers of the API can see: about authkeys in headers, and JSON as a whole. */
    private static final Set<String> FOR_PROGRAMS =
            Set.of(
                    "Send a JSON object, for example {\"name\": \"Shop\"}.",
                    "Send a valid authkey: in the header authkey, as a bearer token, or as the"
                            + " password of HTTP Basic.",
                    "This authkey has expired. Use another one.",
                    "This authkey is disabled. Use another one.",
                    "This authkey lacks the scope for this call. Use one with scope admin.",
                    "This authkey may not be used from this address. Add the address to its"
                            + " ipWhitelist, or call from one that is on it.");

    private static final Locale HINDI = Locale.of("hi");

    private final RoomTexts rooms = new RoomTexts(texts());

    @Test
    void everySentenceHasAHindiText() throws IOException {
        var folders = ROOMS.stream().map(SERVER::resolve).toList();
        var left = new TreeSet<String>();
        for (String sentence : Sentences.in(folders)) {
            boolean isOwn = sentence.matches("(?s).*\\p{L}{2}.*") && sentence.matches(".*[.…]");
            if (isOwn && !FOR_PROGRAMS.contains(sentence)) {
                String said = sentence.replace("{}", "7");
                if (rooms.in(HINDI).of(said).equals(said)) {
                    left.add(sentence);
                }
            }
        }
        assertThat(left).as("sentences without a text in errors_en and errors_hi").isEmpty();
    }

    @Test
    void whatIsPutInStaysInItsPlace() {
        assertThat(rooms.in(HINDI).of("Send a whole number from 4 to 9."))
                .isEqualTo("4 से 9 के बीच पूर्णांक भेजें।");
        assertThat(rooms.in(HINDI).of("This is required.")).isEqualTo("यह ज़रूरी है।");
        assertThat(rooms.in(HINDI).of("This is required: a whole number from 1 to 5."))
                .isEqualTo("यह ज़रूरी है: 1 से 5 के बीच पूर्णांक।");
    }

    @Test
    void theLineOfAFileIsToldToo() {
        assertThat(rooms.in(HINDI).of("Line 12: Send a whole number from 4 to 9."))
                .isEqualTo("पंक्ति 12: 4 से 9 के बीच पूर्णांक भेजें।");
        assertThat(rooms.in(Locale.UK).of("Line 12: Send digits only."))
                .isEqualTo("Line 12: Send digits only.");
    }

    @Test
    void whatNobodyTranslatedStaysAsItWasSaid() {
        assertThat(rooms.in(HINDI).of("550 no such user")).isEqualTo("550 no such user");
        assertThat(rooms.in(Locale.UK).of("Send digits only.")).isEqualTo("Send digits only.");
    }

    private static ResourceBundleMessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasenames("dashboard/texts/errors", "dashboard/texts/vendors");
        texts.setDefaultEncoding("UTF-8");
        return texts;
    }
}
