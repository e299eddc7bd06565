package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.operator.Role;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the pages do, and what the audit trail has of it. */
class PagesIntegrationTests extends DashboardServer {

    private static final PageQuery MANY = new PageQuery(100, null);
    private static final Pattern TABLE_PART =
            Pattern.compile("<(?:table|thead|tbody|tr|th|td)\\b[^>]*");
    private static final Pattern KEY = Pattern.compile("ak_[A-Za-z0-9_-]{43}");

    private long account;
    private Browser owner = browser();

    @BeforeEach
    void signIn() {
        account = newAccount();
        owner = person(account, Role.OWNER).browser();
    }

    @Test
    void copiesWidgetsWithLongNames() {
        String name = "a" + "😀".repeat(99);
        var made =
                owner.post(
                        "/dashboard/widgets/new",
                        "name",
                        name,
                        "contactPoint",
                        "both",
                        "platforms",
                        "web");
        String path = made.location().replaceAll("/integrate.*", "");

        var copy = owner.post(path + "/duplicate").location();

        assertThat(copy).endsWith("?done=widget.duplicated");
        assertThat(owner.get(copy).body()).contains("a" + "😀".repeat(89) + " (2)");
    }

    @Test
    void makesChangesCopiesAndDisablesWidgets() {
        assertThat(owner.get("/dashboard/widgets").body()).contains("No widgets yet");
        var made =
                owner.post(
                        "/dashboard/widgets/new",
                        "name",
                        "Shop <b>",
                        "contactPoint",
                        "both",
                        "platforms",
                        "web");
        assertThat(made.location()).endsWith("/integrate?done=widget.created");
        String path = made.location().replaceAll("/integrate.*", "");
        String page = owner.get(path).body();
        assertThat(page).contains("Shop &lt;b&gt;").doesNotContain("Shop <b>");

        var changed =
                owner.post(
                        path,
                        "name",
                        "Shop",
                        "enabled",
                        "true",
                        "contactPoint",
                        "email",
                        "widgetType",
                        "custom",
                        "verificationType",
                        "otp",
                        "primaryChannel",
                        "email",
                        "resendChannels",
                        "email",
                        "otpLength",
                        "8",
                        "expiryTime",
                        "5",
                        "attemptLimit",
                        "4",
                        "resendCount",
                        "2",
                        "resendTime",
                        "60",
                        "platforms",
                        "both",
                        "demoCredentials.name",
                        "Review",
                        "demoCredentials.email",
                        "review@example.com",
                        "demoCredentials.otp",
                        "12345678");
        assertThat(changed.location()).isEqualTo(path + "?done=saved");
        String id = path.substring(path.lastIndexOf('/') + 1);
        var settings = got(widgets.get(account, id)).settings();
        assertThat(settings.otpLength()).isEqualTo(8);
        assertThat(settings.captcha()).isFalse();
        assertThat(audited(account))
                .contains("widget.changed Shop", "\"otpLength\"", "\"8\"", "•••")
                .doesNotContain("12345678");

        assertThat(owner.post(path + "/duplicate").location()).contains("done=widget.duplicated");
        owner.post(path + "/enabled", "enabled", "false");
        assertThat(got(widgets.get(account, id)).settings().enabled()).isFalse();
        assertThat(got(widgets.list(account, MANY)).items()).hasSize(2);
    }

    @Test
    void explainsMistakesAtTheField() {
        var answer =
                owner.post(
                        "/dashboard/widgets/new",
                        "name",
                        "",
                        "contactPoint",
                        "sometimes",
                        "platforms",
                        "web");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("<title>Error: ", "href=\"#name\"", "id=\"name-error\"")
                .contains("href=\"#contactPoint\"", "aria-invalid=\"true\"");
        assertThat(got(widgets.list(account, MANY)).items()).isEmpty();
        assertThat(audited(account)).doesNotContain("widget");
    }

    @Test
    void makesChangesAndDeletesTokens() {
        var made =
                owner.post(
                        "/dashboard/tokens/new",
                        "name",
                        "Shop pages",
                        "enabled",
                        "true",
                        "origins",
                        "https://shop.example\r\nhttps://www.shop.example/",
                        "throttle.hits",
                        "10",
                        "throttle.period",
                        "60",
                        "throttle.block",
                        "300");
        String path = made.location().replaceAll("\\?.*", "");
        assertThat(owner.get(path).body()).contains("https://shop.example", "tk_");
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(got(tokens.get(account, id)).origins())
                .containsExactly("https://shop.example", "https://www.shop.example");
        String list = owner.get("/dashboard/tokens").body();
        assertThat(list.replaceAll("<[^>]*>", ""))
                .contains("https://shop.example https://www.shop.example");
        assertThat(TABLE_PART.matcher(list).results().map(MatchResult::group))
                .as("roles, which phones' layout would hide")
                .startsWith("<table role=\"table\"", "<thead role=\"rowgroup\"", "<tr role=\"row\"")
                .contains(
                        "<th scope=\"col\" role=\"columnheader\"",
                        "<tbody role=\"rowgroup\"",
                        "<th scope=\"row\" role=\"rowheader\"",
                        "<td role=\"cell\"")
                .allMatch(part -> part.contains(" role="));

        owner.post(path, "name", "Shop pages", "enabled", "true", "origins", "");
        assertThat(got(tokens.get(account, id)).throttle()).isNull();
        assertThat(got(tokens.get(account, id)).origins()).isEmpty();
        assertThat(owner.post(path, "name", "Shop", "throttle.hits", "10").body())
                .contains("This is required");

        assertThat(owner.get(path + "/delete").body()).contains("Delete this token?");
        owner.post(path + "/delete");
        assertThat(tokens.get(account, id).block()).isNull();
        assertThat(audited(account))
                .contains("token.created", "token.changed", "token.deleted", "throttle.hits");
    }

    @Test
    void showsAKeyOnce() {
        var made =
                owner.post(
                        "/dashboard/authkeys/new",
                        "name",
                        "Backend",
                        "scopes",
                        "verify",
                        "enabled",
                        "true");
        var found = KEY.matcher(made.body());
        assertThat(found.find()).isTrue();
        String key = found.group();
        var stored = got(authkeys.find(key));
        assertThat(owner.get("/dashboard/authkeys").body()).contains("Backend").doesNotContain(key);

        var rotated = owner.post("/dashboard/authkeys/" + stored.id() + "/rotate", "overlap", "2");
        assertThat(KEY.matcher(rotated.body()).results().map(match -> match.group()))
                .isNotEmpty()
                .doesNotContain(key);
        assertThat(got(authkeys.get(account, stored.id())).expiresAt())
                .isEqualTo(clock.instant().plusSeconds(7200));
        assertThat(audited(account))
                .contains("authkey.created", "authkey.rotated")
                .doesNotContain(key);
    }

    @Test
    void invitesByALinkThatIsShownOnce() {
        String email = email();
        var invited =
                owner.post("/dashboard/operators/invite", "email", email, "role", "developer");
        var link = Pattern.compile("/invitation/([A-Za-z0-9_-]{43})").matcher(invited.body());
        assertThat(link.find()).isTrue();
        assertThat(invited.body()).contains(email, "works once, and within seven days");
        assertThat(owner.get("/dashboard/operators").body()).contains(email);

        var newcomer = browser();
        assertThat(newcomer.get(link.group()).body()).contains(email);
        var joined = newcomer.postRaw(link.group(), "", "passphrase", PASSPHRASE);
        assertThat(joined.location()).isEqualTo("/dashboard?done=joined");
        assertThat(newcomer.get("/dashboard/audit").status()).isEqualTo(403);
        var gone = browser().get(link.group());
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.body()).contains("can send another invitation", "href=\"/sign-in\"");
    }

    @Test
    void masksIdentifiersForViewers() {
        String email = email();
        got(
                invitations.invite(
                        owner(account), InetAddress.getLoopbackAddress(), email, Role.ADMIN));
        var developer = person(account, Role.DEVELOPER);
        var viewer = person(account, Role.VIEWER);
        String shown = developer.operator().email();
        assertThat(developer.browser().get("/dashboard/operators").body()).contains(shown);
        assertThat(viewer.browser().get("/dashboard/operators").body()).doesNotContain(shown);
    }

    @Test
    void speaksTheBrowsersLanguageOrTheChosenOne() {
        assertThat(owner.header("Accept-Language", "hi-IN,en;q=0.5").get("/dashboard").body())
                .contains("<html lang=\"hi\"", "विजेट");
        var chosen = owner.get("/dashboard/audit?lang=en&kind=token&done=saved");
        assertThat(chosen.body())
                .contains("<html lang=\"en\"", "href=\"/dashboard/audit?lang=hi&amp;kind=token\"");
        assertThat(chosen.cookies().toString())
                .contains("otp-language=en", "SameSite=Lax", "Path=/")
                .containsIgnoringCase("HttpOnly");
        assertThat(owner.get("/dashboard?lang=xx").cookies()).isEmpty();
        assertThat(owner.get("/dashboard").body()).contains("<html lang=\"en\"", "Widgets");
        assertThat(browser().header("Accept-Language", "fr").get("/sign-in").body())
                .contains("<html lang=\"en\"");
    }

    @Test
    void staysAtAPageBeforeTheSignInWhenTheLanguageIsChosen() {
        String email = email();
        var invited = owner.post("/dashboard/operators/invite", "email", email, "role", "viewer");
        var link = Pattern.compile("/invitation/([A-Za-z0-9_-]{43})").matcher(invited.body());
        assertThat(link.find()).isTrue();

        var guest = browser();
        String hindi = hrefs(guest.get(link.group()).body(), "lang=hi").getFirst();
        assertThat(hindi).isEqualTo(link.group() + "?lang=hi");
        var page = guest.get(hindi);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<html lang=\"hi\"", email);
        assertThat(hrefs(page.body(), link.group(1)))
                .allSatisfy(href -> assertThat(href).startsWith(link.group() + "?lang="));
        assertThat(guest.postRaw(hindi, "", "passphrase", "short").body())
                .contains("<html lang=\"hi\"", "href=\"" + link.group() + "?lang=en\"");

        assertThat(guest.get("/sign-in?next=/dashboard/audit").body())
                .contains("href=\"/sign-in?lang=en&amp;next=/dashboard/audit\"");
        assertThat(guest.postRaw("/sign-in/passkey", "", "credential", "{}").body())
                .contains("href=\"/sign-in?lang=en\"");
        assertThat(owner.post("/dashboard/me/passphrase", "old", "", "passphrase", "").body())
                .contains("href=\"/dashboard/me?lang=hi\"");
    }

    private static List<String> hrefs(String body, String part) {
        return Pattern.compile("href=\"([^\"]*)\"")
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .filter(href -> href.contains(part))
                .toList();
    }

    @Test
    void isStrictAboutWhatAPageMayRun() {
        var page = owner.get("/dashboard");
        assertThat(page.policy())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(page.body()).doesNotContain("style=\"", "onclick", "<style", "javascript:");
    }

    @Test
    void leadsFromTheRootToTheDashboard() {
        assertThat(browser().get("/").location()).isEqualTo("/dashboard");
    }
}
