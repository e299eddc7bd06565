package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.widget.WidgetForm;

import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Magic links from the call to the access token, on a real PostgreSQL. */
class LinkIntegrationTests extends LinkServer {

    @Test
    void theSameBrowserGoesOnWithTheTokenAndNeedsNoDigits() throws Exception {
        Site site = linkSite();
        var browser = LinkBrowser.of(base());
        Sent sent = sendLink(site, browser, "state", "cart=7&x");
        assertThat(sent.matchCode()).matches("[1-9][0-9]");
        assertThat(sent.path()).matches("/l/[A-Za-z0-9_-]{32}").doesNotContain(sent.reqId());

        HttpResponse<String> page = browser.get(sent.path());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Shop", "shop.example", "Firefox, Windows", "203.0.113.*")
                .doesNotContain("203.0.113.7", "name=\"digits\"", sent.reqId());
        assertPending(poll(site, sent.reqId()));

        HttpResponse<String> confirmed = browser.post(sent.path(), "action", "confirm");
        assertThat(confirmed.statusCode()).isEqualTo(303);
        assertThat(confirmed.headers().firstValue("Location").orElseThrow())
                .startsWith(REDIRECT + "#otp-access-token=ey")
                .endsWith("&state=cart%3D7%26x");
        String token = tokenOf(confirmed);
        assertThat(tokenOf(browser.post(sent.path(), "action", "confirm"))).isEqualTo(token);
        assertThat(site.exchange(token).message()).contains("@example.com");
        assertThat(site.exchange(token).code()).isEqualTo(702);
    }

    @Test
    void anotherBrowserNeedsTheDigitsAndTheWaitingPageGetsTheToken() throws Exception {
        Site site = linkSite();
        Sent sent = sendLink(site, LinkBrowser.of(base()), "state", "s");
        var phone = LinkBrowser.of(base());
        assertThat(phone.get(sent.path()).body()).contains("name=\"digits\"");

        HttpResponse<String> asked = phone.post(sent.path(), "action", "confirm", "digits", " ");
        assertThat(asked.statusCode()).isEqualTo(200);
        HttpResponse<String> missed =
                phone.post(sent.path(), "action", "confirm", "digits", wrong(sent));
        assertThat(missed.statusCode()).isEqualTo(422);
        assertThat(missed.body()).contains("Tries left: 2", "aria-invalid=\"true\"");
        assertPending(poll(site, sent.reqId()));

        HttpResponse<String> done =
                phone.post(sent.path(), "action", "confirm", "digits", digits(sent));
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("You can close this page").doesNotContain("ey");
        Answer first = poll(site, sent.reqId());
        assertThat(first.body().path("verified").asBoolean()).isTrue();
        assertThat(first.body().path("state").asString()).isEqualTo("s");
        assertThat(poll(site, sent.reqId()).message()).isEqualTo(first.message());
        assertThat(site.exchange(first.message()).succeeded()).isTrue();
        assertThat(phone.get(sent.path()).statusCode()).isEqualTo(410);
    }

    @Test
    void digitsOfAnyScriptAreRead() throws Exception {
        Site site = linkSite();
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        String arabic =
                digits(sent)
                        .chars()
                        .mapToObj(digit -> Character.toString(digit - '0' + '٠'))
                        .reduce("", String::concat);
        var phone = LinkBrowser.of(base());
        assertThat(phone.post(sent.path(), "action", "confirm", "digits", arabic).statusCode())
                .isEqualTo(200);
        assertThat(poll(site, sent.reqId()).message()).startsWith("ey");
    }

    @Test
    void theLastWrongDigitsVoidTheRequest() throws Exception {
        Site site = linkSite("attemptLimit", "2");
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        var stranger = LinkBrowser.of(base());
        stranger.post(sent.path(), "action", "confirm", "digits", wrong(sent));
        HttpResponse<String> last =
                stranger.post(sent.path(), "action", "confirm", "digits", "nonsense");
        assertThat(last.statusCode()).isEqualTo(410);
        assertThat(
                        stranger.post(sent.path(), "action", "confirm", "digits", digits(sent))
                                .statusCode())
                .isEqualTo(410);
        assertReason(poll(site, sent.reqId()), "voided");
        assertReason(retry(site, sent), "voided");
    }

    @Test
    void withoutMatchCodeAnyBrowserConfirms() throws Exception {
        Site site = linkSite("matchCode", "false");
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        assertThat(sent.matchCode()).isNull();
        var phone = LinkBrowser.of(base());
        assertThat(phone.get(sent.path()).body()).doesNotContain("name=\"digits\"");
        assertThat(phone.post(sent.path(), "action", "confirm").statusCode()).isEqualTo(200);
        assertThat(poll(site, sent.reqId()).message()).startsWith("ey");
    }

    @Test
    void itWasntMeVoidsTheRequest() throws Exception {
        Site site = linkSite();
        var browser = LinkBrowser.of(base());
        Sent sent = sendLink(site, browser);
        HttpResponse<String> denied = LinkBrowser.of(base()).post(sent.path(), "action", "deny");
        assertThat(denied.statusCode()).isEqualTo(200);
        assertThat(denied.body()).contains("Nobody gets in");
        assertReason(poll(site, sent.reqId()), "voided");
        assertThat(browser.post(sent.path(), "action", "confirm").statusCode()).isEqualTo(410);
        assertThat(
                        number(
                                "SELECT count(*) FROM request WHERE id = '"
                                        + sent.reqId()
                                        + "' AND code_sealed IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void tooManyDenialsHoldUpWhoAskedAndNobodyElse() throws Exception {
        Site site = linkSite();
        var asker = LinkBrowser.of(base()).at("2001:db8:7:1::1");
        for (int n = 0; n < 10; n++) {
            LinkBrowser.of(base()).post(sendLink(site, asker).path(), "action", "deny");
        }
        asker.at("2001:db8:7:1::2");
        Map<String, Object> body = site.body("identifier", email());
        assertThat(asker.call("sendOtp", body).body()).contains("\"rate_limited\"", "retryAfter");
        assertThat(sendLink(site, LinkBrowser.of(base()).at("2001:db8:7:2::1")).path())
                .isNotEmpty();
        clock.move(Duration.ofMinutes(7));
        assertThat(asker.call("sendOtp", body).body()).contains("\"success\"");
    }

    @Test
    void anExpiredLinkConfirmsNothing() throws Exception {
        Site site = linkSite();
        var browser = LinkBrowser.of(base());
        Sent sent = sendLink(site, browser);
        clock.move(Duration.ofMinutes(10));
        assertThat(browser.get(sent.path()).body()).contains("This link has expired");
        HttpResponse<String> late = browser.post(sent.path(), "action", "confirm");
        assertThat(late.statusCode()).isEqualTo(410);
        assertReason(poll(site, sent.reqId()), "otp_expired");
    }

    @Test
    void theTokenOfAConfirmedLinkIsNotFetchedForEver() throws Exception {
        Site site = linkSite();
        var browser = LinkBrowser.of(base());
        Sent sent = sendLink(site, browser);
        browser.post(sent.path(), "action", "confirm");
        clock.move(Duration.ofMinutes(5));
        assertReason(poll(site, sent.reqId()), "already_verified");
        assertThat(browser.post(sent.path(), "action", "confirm").statusCode()).isEqualTo(410);
    }

    @Test
    void ofParallelConfirmationsOneSucceeds() throws Exception {
        Site site = linkSite();
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        var phone = LinkBrowser.of(base());
        List<CompletableFuture<HttpResponse<String>>> posts =
                IntStream.range(0, 32)
                        .mapToObj(
                                _ ->
                                        phone.postLater(
                                                sent.path(),
                                                "action",
                                                "confirm",
                                                "digits",
                                                digits(sent)))
                        .toList();
        assertThat(posts)
                .extracting(post -> post.join().statusCode())
                .containsOnlyOnce(200)
                .containsOnly(200, 410);
    }

    @Test
    void ofParallelGuessesOnlyTheLimitIsCompared() throws Exception {
        Site site = linkSite();
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        var stranger = LinkBrowser.of(base());
        IntStream.range(0, 32)
                .mapToObj(
                        _ ->
                                stranger.postLater(
                                        sent.path(), "action", "confirm", "digits", wrong(sent)))
                .toList()
                .forEach(CompletableFuture::join);
        assertThat(number("SELECT attempts::bigint FROM request WHERE id = '" + sent.reqId() + "'"))
                .isEqualTo(3);
        assertReason(poll(site, sent.reqId()), "voided");
    }

    @Test
    void aScannerBurnsNothing() throws Exception {
        Site site = linkSite();
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        var scanner = LinkBrowser.of(base(), "Mozilla/5.0 Proofpoint", "en").at("198.51.100.1");
        assertThat(scanner.head(sent.path()).statusCode()).isEqualTo(200);
        assertThat(scanner.get(sent.path()).statusCode()).isEqualTo(200);
        assertThat(scanner.get(sent.path() + "?utm_source=mail").statusCode()).isEqualTo(200);
        // One that presses every button, as far as it finds no digits.
        assertThat(scanner.post(sent.path(), "action", "confirm").statusCode()).isEqualTo(200);
        assertThat(openedByScanner(sent)).isEqualTo(1);
        assertPending(poll(site, sent.reqId()));

        clock.move(Duration.ofSeconds(30));
        var phone = LinkBrowser.of(base());
        phone.get(sent.path());
        assertThat(openedByScanner(sent)).isZero();
        phone.post(sent.path(), "action", "confirm", "digits", digits(sent));
        assertThat(poll(site, sent.reqId()).message()).startsWith("ey");
    }

    @ParameterizedTest
    @CsvSource({
        "Mozilla/5.0 (Windows NT 10.0) Chrome/140, en, 203.0.113.7, 0",
        "Mozilla/5.0 (Windows NT 10.0) Chrome/140, en, 198.51.100.9, 1",
        "Mozilla/5.0 (Windows NT 10.0) Chrome/140, , 203.0.113.7, 1",
        "facebookexternalhit/1.1, en, 203.0.113.7, 1",
    })
    void tellsProgramsFromPeople(String agent, String language, String address, long scanner)
            throws Exception {
        Site site = linkSite();
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        LinkBrowser.of(base(), agent, language).at(address).get(sent.path());
        assertThat(openedByScanner(sent)).isEqualTo(scanner);
    }

    @Test
    void aResendSendsTheSameLinkUnlessTheWidgetWantsANewOne() throws Exception {
        Site site = linkSite();
        var browser = LinkBrowser.of(base());
        Sent sent = sendLink(site, browser);
        clock.move(Duration.ofSeconds(30));
        Answer again = retry(site, sent);
        assertThat(again.body().path("matchCode").asString()).isEqualTo(sent.matchCode());
        assertThat(path(sent.reqId(), 2)).isEqualTo(sent.path());

        Site renewing = linkSite("newCodeOnResend", "true");
        Sent first = sendLink(renewing, browser);
        clock.move(Duration.ofSeconds(30));
        assertThat(retry(renewing, first).succeeded()).isTrue();
        assertThat(browser.get(first.path()).statusCode()).isEqualTo(404);
        assertThat(browser.post(path(first.reqId(), 2), "action", "confirm").statusCode())
                .isEqualTo(303);
    }

    @Test
    void aCodeCannotBeTypedForALink() throws Exception {
        Site site = linkSite();
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        String secret = sent.path().substring(3);
        assertReason(verify(site, sent, "123456"), "link_expected");
        assertReason(verify(site, sent, secret), "link_expected");
        assertThat(number("SELECT attempts::bigint FROM request WHERE id = '" + sent.reqId() + "'"))
                .isZero();
    }

    @Test
    void anUnknownLinkAndAWrongSecretAreOneAnswer() throws Exception {
        Site site = linkSite();
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        var browser = LinkBrowser.of(base());
        String forged = sent.path().substring(0, 14) + "A".repeat(21);
        String unknown = browser.get("/l/" + "A".repeat(32)).body();
        assertThat(browser.get(forged).body()).isEqualTo(unknown);
        assertThat(browser.get("/l/short").body()).isEqualTo(unknown);
        assertThat(browser.post(forged, "action", "confirm").statusCode()).isEqualTo(404);
        assertThat(browser.post(forged, "action", "deny").statusCode()).isEqualTo(404);
    }

    @Test
    void aDisabledWidgetLetsNobodyIn() throws Exception {
        Site site = linkSite();
        var browser = LinkBrowser.of(base());
        Sent sent = sendLink(site, browser);
        got(
                widgets.change(
                        site.account(),
                        site.widget(),
                        settings ->
                                WidgetForm.change(
                                        settings,
                                        json("{\"enabled\":false}"),
                                        JsonMapper.shared())));
        assertThat(browser.get(sent.path()).statusCode()).isEqualTo(404);
        assertThat(browser.post(sent.path(), "action", "confirm").statusCode()).isEqualTo(404);
        assertThat(
                        number(
                                "SELECT count(*) FROM request WHERE verified_at IS NULL AND id = '"
                                        + sent.reqId()
                                        + "'"))
                .isEqualTo(1);
    }

    private static String digits(Sent sent) {
        return Objects.requireNonNull(sent.matchCode());
    }

    private Answer retry(Site site, Sent sent) {
        return site.client()
                .post("retryOtp", site.body("reqId", sent.reqId()), "Origin", LinkBrowser.ORIGIN);
    }

    private Answer verify(Site site, Sent sent, String otp) {
        return site.client()
                .post(
                        "verifyOtp",
                        site.body("reqId", sent.reqId(), "otp", otp),
                        "Origin",
                        LinkBrowser.ORIGIN);
    }

    private long openedByScanner(Sent sent) {
        return number(
                "SELECT opened_by_scanner::integer::bigint FROM request WHERE id = '"
                        + sent.reqId()
                        + "' AND opened_at IS NOT NULL");
    }

    private static void assertPending(Answer answer) {
        assertBody(answer, "{'type':'success','verified':false,'message':'Verification Pending'}");
    }

    private static void assertReason(Answer answer, String reason) {
        assertThat(answer.body().path("type").asString()).isEqualTo("error");
        assertThat(answer.body().path("reason").asString()).isEqualTo(reason);
    }
}
