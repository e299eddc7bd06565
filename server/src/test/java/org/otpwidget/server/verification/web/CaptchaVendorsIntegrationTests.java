package org.otpwidget.server.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.captcha.VendorStandIn;
import org.otpwidget.server.credential.IpState;
import org.otpwidget.server.credential.IpState.State;
import org.otpwidget.server.credential.IpStates;
import org.otpwidget.server.credential.Token.Throttle;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.database.Column;
import org.otpwidget.server.verification.Answer;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.VerificationServer;
import org.otpwidget.server.widget.CaptchaProvider.Kind;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Each captcha vendor's client against a stand-in that speaks the vendor's documented protocol,
 * over HTTP from the page's call on.
 */
class CaptchaVendorsIntegrationTests extends VerificationServer {

    private static final AtomicInteger TOKENS = new AtomicInteger();
    private static final String HOST = "host=shop.example";
    private static final String ACTION = "action=otp_send";

    @Autowired private IpStates states;

    static {
        LogWatch.secret(VendorStandIn.SECRET);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BUILTIN")
    void takesAGoodTokenOnce(Kind kind) {
        Site site = siteWith(kind);
        String token = good(HOST, ACTION, "score=0.9");
        assertThat(reason(site, token)).isEmpty();
        assertThat(CAPTCHA_VENDORS.seen(token)).hasSize(1);
        assertThat(reason(site, token)).isEqualTo("captcha_failed");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BUILTIN")
    void refusesABadTokenAndNone(Kind kind) {
        Site site = siteWith(kind);
        assertThat(reason(site, "forged " + TOKENS.incrementAndGet())).isEqualTo("captcha_failed");
        assertThat(reason(site, "")).isEqualTo("captcha_required");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BUILTIN")
    void refusesATokenOfAnotherSite(Kind kind) {
        Site site = siteWith(kind);
        assertThat(reason(site, good("host=thief.example", ACTION, "score=0.9")))
                .isEqualTo("captcha_failed");
        assertThat(reason(site, good("nohost", ACTION, "score=0.9"))).isEqualTo("captcha_failed");
        assertThat(reason(site, good("host=SHOP.example", ACTION, "score=0.9"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"RECAPTCHA_V3", "RECAPTCHA_ENTERPRISE", "TURNSTILE"})
    void refusesATokenThatWasMadeForSomethingElse(Kind kind) {
        Site site = siteWith(kind);
        assertThat(reason(site, good(HOST, "action=login", "score=0.9")))
                .isEqualTo("captcha_failed");
        assertThat(reason(site, good(HOST, "noaction", "score=0.9"))).isEqualTo("captcha_failed");
    }

    @ParameterizedTest
    @EnumSource(names = {"RECAPTCHA_V3", "RECAPTCHA_ENTERPRISE"})
    void refusesALowScore(Kind kind) {
        Site site = siteWith(kind, "\"minimumScore\":0.7");
        assertThat(reason(site, good(HOST, ACTION, "score=0.69"))).isEqualTo("captcha_failed");
        assertThat(reason(site, good(HOST, ACTION, "noscore"))).isEqualTo("captcha_failed");
        assertThat(reason(site, good(HOST, ACTION, "score=0.7"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RECAPTCHA_V2,/recaptcha",
        "RECAPTCHA_V3,/recaptcha",
        "HCAPTCHA,/hcaptcha",
        "TURNSTILE,/turnstile"
    })
    void asksBySiteverify(Kind kind, String path) {
        String token = good(HOST, ACTION, "score=0.9") + " &=%+ü";
        assertThat(reason(siteWith(kind), token)).isEmpty();
        var seen = CAPTCHA_VENDORS.seen(token).getFirst();
        assertThat(seen.path()).isEqualTo(path);
        assertThat(seen.type()).startsWith("application/x-www-form-urlencoded");
        assertThat(seen.fields())
                .isEqualTo(Map.of("secret", VendorStandIn.SECRET, "response", token));
    }

    @Test
    void asksEnterpriseByAnAssessment() {
        String token = good(HOST, ACTION, "score=0.9");
        assertThat(reason(siteWith(Kind.RECAPTCHA_ENTERPRISE), token)).isEmpty();
        var seen = CAPTCHA_VENDORS.seen(token).getFirst();
        assertThat(seen.path()).isEqualTo("/v1/projects/shop-1/assessments");
        assertThat(seen.type()).startsWith("application/json");
        assertThat(seen.fields())
                .isEqualTo(
                        Map.of(
                                "token", token,
                                "siteKey", "public-key",
                                "expectedAction", "otp_send"));
    }

    @ParameterizedTest
    @CsvSource({
        "HCAPTCHA,slow",
        "HCAPTCHA,html",
        "HCAPTCHA,array",
        "HCAPTCHA,empty",
        "HCAPTCHA,bare",
        "HCAPTCHA,broken",
        "RECAPTCHA_ENTERPRISE,slow",
        "RECAPTCHA_ENTERPRISE,html",
        "RECAPTCHA_ENTERPRISE,array",
        "RECAPTCHA_ENTERPRISE,empty",
        "RECAPTCHA_ENTERPRISE,bare",
        "RECAPTCHA_ENTERPRISE,broken"
    })
    void passesNobodyWhileTheVendorIsInTroubleUnlessToldTo(Kind kind, String trouble) {
        String token = trouble + " " + TOKENS.incrementAndGet();
        assertThat(reason(siteWith(kind), token)).isEqualTo("captcha_failed");
        assertThat(reason(siteWith(kind, "\"failOpen\":true"), token)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HCAPTCHA,busy",
        "HCAPTCHA,crowded",
        "HCAPTCHA,long",
        "RECAPTCHA_ENTERPRISE,busy",
        "RECAPTCHA_ENTERPRISE,crowded",
        "RECAPTCHA_ENTERPRISE,long"
    })
    void passesNobodyForWhatStrangersCanBringAbout(Kind kind, String answer) {
        String token = answer + " " + TOKENS.incrementAndGet();
        assertThat(reason(siteWith(kind, "\"failOpen\":true"), token)).isEqualTo("captcha_failed");
    }

    @Test
    void countsACallBeforeTheVendorIsAskedAndOnce() {
        Site site = throttled(siteWith(Kind.TURNSTILE), 3);
        assertThat(reason(site, good(HOST, ACTION))).isEmpty();
        assertThat(reason(site, "forged " + TOKENS.incrementAndGet())).isEqualTo("captcha_failed");
        assertThat(reason(site, good(HOST, ACTION))).isEmpty();
        String late = good(HOST, ACTION);
        assertThat(reason(site, late)).isEqualTo("rate_limited");
        assertThat(CAPTCHA_VENDORS.seen(late)).isEmpty();
    }

    @Test
    void asksNoVendorForABlockedAddress() {
        Site site = siteWith(Kind.TURNSTILE);
        var forGood = new IpState("127.0.0.1", State.PERMANENTLY_BLOCKED, null);
        got(states.put(got(tokens.find(site.token())), forGood));
        String token = good(HOST, ACTION);
        assertThat(reason(site, token)).isEqualTo("rate_limited");
        assertThat(reason(site, "")).isEqualTo("rate_limited");
        assertThat(CAPTCHA_VENDORS.seen(token)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"RECAPTCHA_V2", "RECAPTCHA_ENTERPRISE"})
    void passesNobodyWithAWrongSecretEvenWhereItFailsOpen(Kind kind) {
        Site site = siteWith(kind, "\"failOpen\":true,\"secret\":\"not-the-vendors\"");
        assertThat(reason(site, good(HOST, ACTION, "score=0.9"))).isEqualTo("captcha_failed");
    }

    @Test
    void answersARepeatedCallAsBefore() {
        Site site = siteWith(Kind.TURNSTILE);
        String someone = mobile();
        Object[] fields = {
            "captchaToken", good(HOST, ACTION, "score=1"), "idempotencyKey", "lost answer"
        };
        String reqId = site.started(someone, fields);
        assertThat(site.started(someone, fields)).isEqualTo(reqId);
        assertThat(site.send(mobile(), fields).text("reason")).isEqualTo("captcha_failed");
    }

    @Test
    void comparesWithTheCallingPageWhereTheTokenIsForAnyOrigin() {
        Site site = siteWith(Kind.HCAPTCHA);
        Site anywhere = site.with(token(site.account(), TokenForm.of("Anywhere")));
        String origin = "https://blog.example:8443";
        assertThat(from(anywhere, origin, good("host=blog.example"))).isEmpty();
        assertThat(from(anywhere, origin, good("host=shop.example"))).isEqualTo("captcha_failed");
        assertThat(anywhere.send(mobile(), "captchaToken", good("host=x.example")).succeeded())
                .isTrue();
    }

    @Test
    void keepsTheSecretSealedAndToItself() {
        Site site = siteWith(Kind.HCAPTCHA);
        String stored =
                got(
                        database.sql(
                                        "SELECT settings::text || encode(captcha_secret, 'escape')"
                                                + " AS t FROM widget WHERE id = :id")
                                .bind("id", site.widget())
                                .map(row -> Column.required(row, "t", String.class))
                                .one());
        assertThat(stored).contains("public-key").doesNotContain(VendorStandIn.SECRET);
        assertThat(String.valueOf(got(widgets.get(site.account(), site.widget()))))
                .doesNotContain(VendorStandIn.SECRET);
    }

    private Site siteWith(Kind kind, String... more) {
        String project = kind == Kind.RECAPTCHA_ENTERPRISE ? ",\"project\":\"shop-1\"" : "";
        String provider =
                "{\"kind\":\"%s\",\"siteKey\":\"public-key\",\"secret\":\"%s\"%s%s}"
                        .formatted(
                                kind.word(),
                                VendorStandIn.SECRET,
                                project,
                                more.length == 0 ? "" : "," + more[0]);
        Site site = siteWith("captcha", "true", "captchaProvider", provider);
        String origins = "{\"name\":\"T\",\"origins\":[\"https://shop.example\"]}";
        var form = (ObjectNode) JsonMapper.shared().readTree(origins);
        return site.with(token(site.account(), TokenForm.read(form)));
    }

    private Site throttled(Site site, int hits) {
        var rule = new Throttle(hits, 60, 120);
        var form = new TokenForm("Test", true, Set.of("https://shop.example"), rule);
        return site.with(token(site.account(), form));
    }

    private static String good(String... parts) {
        return "good " + String.join(" ", parts) + " id=" + TOKENS.incrementAndGet();
    }

    /** Why a send with this token is refused; empty when it isn't. */
    private String reason(Site site, String token) {
        return site.send(mobile(), "h-captcha-response", token).text("reason");
    }

    private String from(Site site, String origin, String token) {
        Answer answer =
                site.client()
                        .post(
                                "sendOtp",
                                site.body("identifier", mobile(), "captchaToken", token),
                                "Origin",
                                origin);
        return answer.text("reason");
    }
}
