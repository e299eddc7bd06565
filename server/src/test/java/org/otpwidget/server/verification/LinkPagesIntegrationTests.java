package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.util.List;

/** The pages of a magic link as a browser gets them: headers, languages, cookie. */
class LinkPagesIntegrationTests extends LinkServer {

    @Test
    void noAnswerLetsTheLinkOrTheTokenOut() throws Exception {
        Site site = linkSite();
        var browser = LinkBrowser.of(base());
        Sent sent = sendLink(site, browser);
        var phone = LinkBrowser.of(base());
        for (HttpResponse<String> answer :
                List.of(
                        phone.get(sent.path()),
                        phone.head(sent.path()),
                        phone.post(sent.path(), "action", "confirm", "digits", wrong(sent)),
                        browser.post(sent.path(), "action", "confirm"),
                        phone.get(sent.path()),
                        phone.get("/l/nothing"))) {
            assertThat(answer.headers().map())
                    .containsEntry("Cache-Control", List.of("no-store"))
                    .containsEntry("Referrer-Policy", List.of("no-referrer"))
                    .containsEntry("X-Robots-Tag", List.of("noindex, nofollow"))
                    .doesNotContainKey("Set-Cookie");
        }
    }

    @Test
    void aPageRunsOurOwnScriptOnlyAndItsFormLeadsWhereTheRedirectLeads() throws Exception {
        Site site = linkSite();
        var browser = LinkBrowser.of(base());
        Sent sent = sendLink(site, browser);
        String own = policy(browser.get(sent.path()));
        assertThat(own)
                .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self'")
                .endsWith("form-action 'self' https:")
                .doesNotContain("unsafe");
        HttpResponse<String> page = LinkBrowser.of(base()).get(sent.path());
        assertThat(policy(page)).endsWith("form-action 'self'");
        assertThat(page.body()).doesNotContain("onclick", "style=", "submit()").contains("<form");
        assertThat(LinkBrowser.of(base()).get("/l/assets/link.js").body())
                .contains("replaceState(null, '', '/l')")
                .doesNotContain("submit", "fetch(");
        assertThat(LinkBrowser.of(base()).get("/l/assets/link.css").statusCode()).isEqualTo(200);
        assertThat(LinkBrowser.of(base()).get("/l").body()).contains("Open the link again");
    }

    @ParameterizedTest
    @CsvSource({
        "de, , lang=\"de\", Das war ich nicht",
        "ar-EG, , dir=\"rtl\", لم أكن أنا",
        "'xx,fr;q=0.5', , lang=\"fr\", Ce n",
        "zz, es, lang=\"es\", No fui yo",
        ", hi, lang=\"hi\", पुष्टि करें",
        ", , lang=\"en\", It wasn",
        "'pt;q=x;;', , lang=\"en\", It wasn",
    })
    void pagesSpeakThePersonsLanguage(String accepted, String message, String mark, String sentence)
            throws Exception {
        Site site = linkSite();
        Object[] fields = message == null ? new Object[0] : new Object[] {"lang", message};
        Sent sent = sendLink(site, LinkBrowser.of(base()), fields);
        String page = LinkBrowser.of(base(), "Mozilla/5.0", accepted).get(sent.path()).body();
        assertThat(page).contains(mark, sentence).doesNotContain("##");
    }

    @Test
    void theCookieIsOfThisHostAlone() throws Exception {
        Site site = linkSite();
        var browser = LinkBrowser.of(base());
        var body = site.body("identifier", email());
        HttpResponse<String> first = browser.call("sendOtp", body);
        assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
                .matches(
                        "otp-browser=[A-Za-z0-9_-]{22}; Max-Age=86400; Expires=[^;]+; Path=/;"
                                + " HTTPOnly; SameSite=Lax");
        assertThat(first.headers().map())
                .containsEntry("Access-Control-Allow-Origin", List.of(LinkBrowser.ORIGIN))
                .containsEntry("Access-Control-Allow-Credentials", List.of("true"));
        String cookie = browser.cookie();
        sendLink(site, browser);
        assertThat(browser.cookie()).isEqualTo(cookie);

        HttpResponse<String> doubled = LinkBrowser.of(base()).call("sendOtp", body);
        assertThat(doubled.headers().map()).doesNotContainKey("Set-Cookie");
    }

    @Test
    void aWidgetWithCodesSetsNoCookie() throws Exception {
        Site site = site();
        HttpResponse<String> answer =
                LinkBrowser.of(base()).call("sendOtp", site.body("identifier", mobile()));
        assertThat(answer.headers().map()).doesNotContainKey("Set-Cookie");
        assertThat(answer.body()).doesNotContain("matchCode");
    }

    /** A page's call with a cookie could not even read why it was refused. */
    @Test
    void refusalsAndResendsAreReadableWithTheCookieToo() throws Exception {
        Site site = linkSite();
        var browser = LinkBrowser.of(base());
        Sent sent = sendLink(site, browser);
        for (var answer :
                List.of(
                        browser.call("sendOtp", site.body("identifier", "nobody")),
                        browser.call("retryOtp", site.body("reqId", sent.reqId())))) {
            assertThat(answer.body()).contains("\"error\"");
            assertThat(answer.headers().map())
                    .containsEntry("Access-Control-Allow-Origin", List.of(LinkBrowser.ORIGIN))
                    .containsEntry("Access-Control-Allow-Credentials", List.of("true"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "' onload='x", "##LINK##"})
    void aNameIsTextOnThePage(String name) throws Exception {
        Site site = linkSite("name", "\"" + name + "\"");
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        assertThat(LinkBrowser.of(base()).get(sent.path()).body())
                .doesNotContain("<script>alert", "' onload='x")
                .doesNotContain(sent.path() + " sent");
    }

    @Test
    void theMessageCarriesTheLinkAndNoOriginLine() throws Exception {
        Site site = linkSite();
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        var content = postbox.await(sent.reqId(), 1).message().content();
        assertThat(content.text()).matches("Open https?://\\S+/l/[A-Za-z0-9_-]{32}\\s*");
        assertThat(content.html()).contains("<a href=\"http", sent.path());
        assertThat(content.subject()).isEqualTo("Log in to Shop");
    }

    @Test
    void aStateIsLimited() throws Exception {
        Site site = linkSite();
        HttpResponse<String> answer =
                LinkBrowser.of(base())
                        .call(
                                "sendOtp",
                                site.body("identifier", email(), "state", "x".repeat(513)));
        assertThat(answer.body()).contains("invalid_request");
    }

    private static String policy(HttpResponse<String> page) {
        return page.headers().firstValue("Content-Security-Policy").orElseThrow();
    }
}
