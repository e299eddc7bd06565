package org.otpwidget.samplesite.page;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.samplesite.OtpServerStub;
import org.otpwidget.samplesite.SiteTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.HtmlUtils;

import java.util.Objects;
import java.util.regex.Pattern;

@SiteTest
class PageTests {

    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9+/=]+)'");

    @Autowired private WebTestClient browser;

    private WireMockServer otpServer;

    @DynamicPropertySource
    static void otpServer(DynamicPropertyRegistry registry) {
        OtpServerStub.register(registry);
    }

    @BeforeEach
    void emptyStub() {
        otpServer = OtpServerStub.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"popup", "custom", "inline", "iframe"})
    void showsTheVerySourceThatItRuns(String page) {
        String html = read("/" + page);
        String snippet = Snippet.named(page + ".html").with(demo().values()).text();

        assertThat(html).contains(snippet).contains(HtmlUtils.htmlEscape(snippet, "UTF-8"));
    }

    @Test
    void sendsLinksWithAWidgetOfItsOwn() {
        assertThat(read("/link"))
                .contains("widgetId: '6d616769636c696e6b303031'")
                .contains("tokenAuth: 'demo-token'");
        assertThat(read("/link?widgetId=abc123")).contains("widgetId: 'abc123'");
    }

    @Test
    void neverShowsTheAuthkey() {
        assertThat(
                        read("/")
                                + read("/popup")
                                + read("/custom")
                                + read("/inline")
                                + read("/link")
                                + read("/csp"))
                .doesNotContain("demo-authkey");
    }

    @Test
    void embedsTheWidgetThatTheAddressNames() {
        assertThat(read("/popup?widgetId=abc123&token=my-token"))
                .contains("widgetId: 'abc123'")
                .contains("tokenAuth: 'my-token'");
    }

    @Test
    void keepsItsOwnWidgetWhenTheAddressCarriesCode() {
        assertThat(read("/popup?widgetId=');alert(1)//&token=<script>"))
                .contains("widgetId: '%s'".formatted(demo().widgetId()))
                .doesNotContain("alert(1)");
    }

    @Test
    void letsOnlyItselfFrameTheFramedPage() {
        assertThat(policyOf("/framed")).contains("frame-ancestors 'self'");
        assertThat(policyOf("/iframe")).contains("frame-ancestors 'none'", "frame-src 'self'");
        assertThat(policyOf("/csp")).contains("frame-ancestors 'none'");
    }

    @Test
    void givesEachVisitAnotherNonce() {
        var first = visit("/csp");
        var second = visit("/csp");

        assertThat(nonceOf(first)).isNotEqualTo(nonceOf(second));
        assertThat(first.getResponseBody()).contains("nonce=\"%s\"".formatted(nonceOf(first)));
    }

    @Test
    void pinsTheScriptWhereTheServerHasAManifest() {
        otpServer.stubFor(
                get(urlEqualTo("/assets/manifest.json"))
                        .willReturn(
                                okJson(
                                        """
                                        {"otp-provider.js": {"file": "assets/otp-provider.a1b2.js",
                                         "integrity": "sha384-abc", "bytes": 1}}
                                        """)));

        assertThat(read("/csp"))
                .contains("src=\"%s/assets/otp-provider.a1b2.js\"".formatted(otpServer.baseUrl()))
                .contains("integrity=\"sha384-abc\" crossorigin=\"anonymous\"");
    }

    @Test
    void loadsTheFloatingScriptWhereThereIsNoManifest() {
        assertThat(read("/csp"))
                .contains("src=\"%s/otp-provider.js\"".formatted(otpServer.baseUrl()))
                .doesNotContain("integrity=");
    }

    private Embed demo() {
        return new Embed(otpServer.baseUrl(), "3465756a3173343636383032", "demo-token");
    }

    private String policyOf(String address) {
        return String.valueOf(
                visit(address).getResponseHeaders().getFirst("Content-Security-Policy"));
    }

    private String read(String address) {
        return Objects.requireNonNull(visit(address).getResponseBody());
    }

    private EntityExchangeResult<String> visit(String address) {
        return browser.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
    }

    private static String nonceOf(EntityExchangeResult<String> page) {
        var nonce = NONCE.matcher(page.getResponseHeaders().toString());
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }
}
