package org.otpwidget.server.captcha;

import com.google.api.client.http.json.JsonHttpContent;

import org.otpwidget.server.captcha.AssessmentAnswer.TokenProperties;
import org.otpwidget.server.captcha.Vendors.Reply;
import org.otpwidget.server.captcha.Verdict.Failed;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.widget.CaptchaProvider;
import org.otpwidget.server.widget.CaptchaProvider.Kind;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Google's reCAPTCHA Enterprise, by its REST API with an API key.
 *
 * @see <a href="https://cloud.google.com/recaptcha/docs/reference/rest/v1/projects.assessments">
 *     projects.assessments</a>
 */
final class RecaptchaEnterprise extends VendorKind {

    private static final int OK = 200;

    private final URI url;
    private final Vendors vendors;

    RecaptchaEnterprise(URI url, Vendors vendors, Secrets secrets) {
        super(secrets);
        this.url = url;
        this.vendors = vendors;
    }

    @Override
    public Kind kind() {
        return Kind.RECAPTCHA_ENTERPRISE;
    }

    @Override
    Mono<Verdict> ask(
            Presented presented, String token, CaptchaProvider provider, SecretText secret) {
        var event = new LinkedHashMap<String, String>();
        event.put("token", token);
        event.put("siteKey", provider.siteKey());
        event.put("expectedAction", Objects.requireNonNullElse(provider.action(), ""));
        return vendors.post(
                        presented,
                        url + "/v1/projects/" + provider.project() + "/assessments",
                        new JsonHttpContent(Vendors.JSON, Map.of("event", event)),
                        AssessmentAnswer.class,
                        // Not in the address, which proxies write down.
                        request -> request.getHeaders().set("X-Goog-Api-Key", secret.reveal()))
                .map(reply -> read(reply, presented, provider));
    }

    private static Verdict read(
            Reply<AssessmentAnswer> reply, Presented presented, CaptchaProvider provider) {
        AssessmentAnswer answer = reply.body();
        Verdict byStatus = byStatus(reply);
        if (byStatus != null) {
            return byStatus;
        }
        if (reply.status() != OK && answer.error != null) {
            return misconfigured(presented, reply.status() + " " + answer.error.status);
        }
        TokenProperties token = answer.tokenProperties;
        if (token == null || token.valid == null) {
            return senseless(reply);
        }
        if (!token.valid) {
            return new Failed(String.valueOf(token.invalidReason));
        }
        Double score = answer.riskAnalysis == null ? null : answer.riskAnalysis.score;
        return new Claim(token.hostname, token.action, score).judge(provider, presented.hosts());
    }
}
