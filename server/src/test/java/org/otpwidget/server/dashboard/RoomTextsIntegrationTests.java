package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.delivery.provider.ProviderKinds;
import org.otpwidget.server.operator.Role;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What a room refuses is said in the language of the page, at the field and in the summary. */
class RoomTextsIntegrationTests extends DashboardServer {

    /** Names that are the same in every language. */
    private static final Set<String> SAME = Set.of("Authkey", "TLS", "API key");

    @Autowired ProviderKinds kinds;
    @Autowired RoomTexts rooms;

    @Test
    void whatProvidersAskForHasHindiTexts() {
        var hindi = rooms.in(Locale.of("hi"));
        for (var kind : kinds.all()) {
            for (var field : kind.fields()) {
                assertThat(List.of(field.label(), Objects.requireNonNullElse(field.help(), "")))
                        .filteredOn(text -> !text.isEmpty() && !SAME.contains(text))
                        .as("%s: %s", kind.name(), field.name())
                        .allSatisfy(text -> assertThat(hindi.of(text)).isNotEqualTo(text));
            }
        }
    }

    @Test
    void aFormSaysInHindiWhatIsWrongWithIt() {
        var page =
                person(newAccount(), Role.OWNER)
                        .browser()
                        .header("Accept-Language", "hi")
                        .post("/dashboard/templates/new", "channel", "sms", "name", "Login");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("यह ज़रूरी है: वह टेक्स्ट जिसमें")
                .doesNotContain("This is required");
    }

    @Test
    void itSaysNumbersAsTheyWereSaid() {
        var browser = person(newAccount(), Role.OWNER).browser();
        assertThat(browser.post("/dashboard/tokens/new", "name", "x".repeat(101)).body())
                .contains("Send at most 100 characters.");
        assertThat(
                        browser.header("Accept-Language", "hi")
                                .post("/dashboard/tokens/new", "name", "x".repeat(101))
                                .body())
                .contains("ज़्यादा से ज़्यादा 100 अक्षर भेजें।")
                .doesNotContain("Send at most");
    }
}
