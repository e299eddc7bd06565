package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.operator.Role;

class TemplatePagesIntegrationTests extends DashboardServer {

    private static final String LIST = "/dashboard/templates";

    @Test
    void makesChangesAndDeletes() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        assertThat(developer.get(LIST).body()).contains("No templates yet");
        assertThat(developer.get(LIST + "/new").body()).contains(LIST + "/new?channel=voice");
        assertThat(developer.get(LIST + "/new?channel=sms").body())
                .contains("name=\"dltEntityId\"");

        String path = made(sms(developer, "save", "##OTP## is your code, ##NAME##."));
        assertThat(developer.get(LIST).body()).contains("Login").contains("NAME");
        assertThat(audited(account)).startsWith("template.created Login");
        var page = developer.get(path).body();
        assertThat(page).contains("is your code, NAME.").contains("GSM-7");

        var changed =
                developer.post(
                        path,
                        "do",
                        "save",
                        "name",
                        "Sign-in",
                        "languages",
                        "en",
                        "languages",
                        "hi",
                        "variants.en.text",
                        "Code ##OTP##",
                        "variants.hi.text",
                        "कोड ##OTP##");
        assertThat(changed.status()).isEqualTo(303);
        assertThat(audited(account))
                .startsWith("template.changed Sign-in")
                .contains("variants.hi.text");
        developer.post(path + "/delete");
        assertThat(developer.get(path).status()).isEqualTo(404);
    }

    @Test
    void looksWithoutStoring() {
        long account = newAccount();
        var developer = person(account, Role.DEVELOPER).browser();
        var seen = sms(developer, "look", "##OTP## ist Ihr Code, ##NAME## ✓");

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body())
                .contains("482913 ist Ihr Code, Asha ✓")
                .contains("UCS-2")
                .contains("Only 70 characters fit one segment");
        assertThat(audited(account)).doesNotContain("template.");
        assertThat(developer.get(LIST).body()).contains("No templates yet");
    }

    @Test
    void saysAtTheFieldWhatIsWrong() {
        var developer = person(newAccount(), Role.DEVELOPER).browser();
        var answer = sms(developer, "save", "Your code is secret.");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Put ##OTP## where the code belongs")
                .contains("href=\"#variants-en-text\"")
                .contains("Your code is secret.");
    }

    @Test
    void addsAndRemovesLanguages() {
        var developer = person(newAccount(), Role.DEVELOPER).browser();
        var added =
                developer.post(
                        LIST + "/new",
                        "do",
                        "add",
                        "channel",
                        "sms",
                        "languages",
                        "en",
                        "addLanguage",
                        "pt-br",
                        "variants.en.text",
                        "kept ##OTP##");
        assertThat(added.body())
                .contains("name=\"variants.pt-BR.text\"")
                .contains("kept ##OTP##")
                .contains("Portuguese (Brazil)");
        var removed =
                developer.post(
                        LIST + "/new",
                        "do",
                        "remove.en",
                        "channel",
                        "sms",
                        "languages",
                        "en",
                        "languages",
                        "hi");
        assertThat(removed.body()).contains("variants.hi.text").doesNotContain("variants.en.text");
        var wrong =
                developer.post(
                        LIST + "/new", "do", "add", "channel", "sms", "addLanguage", "no language");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#addLanguage\"").contains("addLanguage-error");
    }

    @Test
    void showsMailsWhereTheyCanDoNothing() {
        var developer = person(newAccount(), Role.DEVELOPER).browser();
        String[] mail = {
            "channel",
            "email",
            "name",
            "Mail",
            "variants.en.subject",
            "##OTP##",
            "variants.en.text",
            "##OTP##",
            "variants.en.html",
            "<script>x</script><b>##OTP##</b>"
        };
        var framed = developer.post(LIST + "/mail", mail);
        assertThat(framed.body()).contains("<b>482913</b>");
        assertThat(framed.policy()).startsWith("sandbox; default-src 'none'");
        String path = made(developer.post(LIST + "/new", with("save", mail)));
        assertThat(developer.get(path).body()).contains(path + "/mail").doesNotContain("<b>482913");
        assertThat(developer.get(path + "/mail").policy())
                .startsWith("sandbox; default-src 'none'");
    }

    @Test
    void letsViewersLook() {
        long account = newAccount();
        String path = made(sms(person(account, Role.DEVELOPER).browser(), "save", "##OTP##"));
        var page =
                person(account, Role.VIEWER).browser().with("otp-language", "hi").get(path).body();
        assertThat(page)
                .contains("ऐसा दिखेगा")
                .contains("disabled")
                .doesNotContain("value=\"save\"");
    }

    private static Answer sms(Browser browser, String button, String text) {
        return browser.post(
                LIST + "/new",
                "do",
                button,
                "channel",
                "sms",
                "name",
                "Login",
                "languages",
                "en",
                "variants.en.text",
                text,
                "values",
                "NAME = Asha");
    }

    private static String made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.location().split("\\?", 2)[0];
    }

    private static String[] with(String button, String... fields) {
        var all = new String[fields.length + 2];
        all[0] = "do";
        all[1] = button;
        System.arraycopy(fields, 0, all, 2, fields.length);
        return all;
    }
}
