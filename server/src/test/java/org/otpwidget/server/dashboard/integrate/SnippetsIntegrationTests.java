package org.otpwidget.server.dashboard.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.verification.Site;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What all snippets have in common. {@link ServerSnippetsIntegrationTests}, {@link
 * AppSnippetsIntegrationTests} and the browser tests run them; here {@link SnippetCall} reads them
 * on machines without their languages, and what they would send is sent.
 */
class SnippetsIntegrationTests extends SnippetServer {

    @Test
    void haveNoHolesAndNoSecrets() {
        assertThat(all())
                .hasSize(17)
                .allSatisfy(
                        snippet ->
                                assertThat(snippet.text())
                                        .contains(base())
                                        .doesNotContain("##", site.authkey()));
        assertThat(group("server"))
                .allSatisfy(snippet -> assertThat(snippet.text()).contains("OTP_AUTHKEY"));
        assertThat(group("app"))
                .allSatisfy(
                        snippet ->
                                assertThat(snippet.text()).contains(site.widget(), site.token()));
    }

    /** A server that hangs must not hang a sign-up, in languages either that nothing here runs. */
    @Test
    void waitTenSecondsAtMost() {
        assertThat(Stream.of("server", "app").flatMap(name -> group(name).stream()))
                .hasSize(12)
                .allSatisfy(snippet -> assertThat(snippet.text()).containsPattern(TIME_LIMIT));
    }

    /** Also where nothing here runs their language. */
    @ParameterizedTest
    @ValueSource(strings = {"curl", "node", "python", "php", "java", "go", "ruby", "csharp"})
    void whatServersSendIsAValidCall(String name) {
        var call = SnippetCall.ofServer(snippet(name));
        assertThat(call.path()).isEqualTo("verifyAccessToken");
        String identifier = email();
        String token = verified(identifier);
        var body =
                Map.of("authkey", site.authkey(), "access-token", token, "identifier", identifier);
        assertThat(body.keySet()).containsExactlyInAnyOrderElementsOf(call.fields());
        assertThat(site.client().post(call.path(), body).text("type")).isEqualTo("success");
        assertThat(site.client().post(call.path(), body).text("type")).isEqualTo("error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"react-native", "kotlin", "flutter", "electron"})
    void whatAppsSendIsAValidCall(String name) {
        String text = snippet(name);
        var calls = SnippetCall.ofApp(text);
        assertThat(calls.keySet()).containsExactly("sendOtpMobile", "retryOtp", "verifyOtp");
        String identifier = email();
        var values = new HashMap<String, Object>(Map.of("identifier", identifier));
        var sent =
                site.client()
                        .post(
                                "sendOtpMobile",
                                SnippetCall.body(text, calls, "sendOtpMobile", values));
        assertThat(sent.text("type")).isEqualTo("success");
        values.put("reqId", sent.message());
        clock.move(Duration.ofMinutes(1));
        var retried =
                site.client().post("retryOtp", SnippetCall.body(text, calls, "retryOtp", values));
        assertThat(retried.text("type")).isEqualTo("success");
        values.put("otp", Site.wrong(postbox.code(sent.message())));
        var refused =
                site.client().post("verifyOtp", SnippetCall.body(text, calls, "verifyOtp", values));
        assertThat(refused.text("type")).isEqualTo("error");
        values.put("otp", postbox.code(sent.message()));
        var verified =
                site.client().post("verifyOtp", SnippetCall.body(text, calls, "verifyOtp", values));
        assertThat(site.exchange(verified.message()).message()).isEqualTo(identifier);
    }
}
