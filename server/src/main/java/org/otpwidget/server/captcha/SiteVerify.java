package org.otpwidget.server.captcha;

import com.google.api.client.http.UrlEncodedContent;

import org.otpwidget.server.captcha.Vendors.Reply;
import org.otpwidget.server.captcha.Verdict.Failed;
import org.otpwidget.server.captcha.Verdict.Unknown;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.widget.CaptchaProvider;
import org.otpwidget.server.widget.CaptchaProvider.Kind;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The vendors that are asked by {@code siteverify}: a form with secret and token, answered by a
 * JSON object. The visitor's address is not told: the vendor has seen it.
 *
 * @see <a href="https://developers.google.com/recaptcha/docs/verify">reCAPTCHA v2 and v3</a>
 * @see <a href="https://docs.hcaptcha.com/#verify-the-user-response-server-side">hCaptcha</a>
 * @see <a href="https://developers.cloudflare.com/turnstile/get-started/server-side-validation/">
 *     Turnstile</a>
 */
final class SiteVerify extends VendorKind {

    /** Errors that are the site's own. */
    private static final Set<String> KEYS =
            Set.of(
                    "missing-input-secret",
                    "invalid-input-secret",
                    "sitekey-secret-mismatch",
                    "invalid-sitekey");

    private static final String VENDOR_BROKEN = "internal-error";

    private final Kind kind;
    private final URI url;
    private final Vendors vendors;

    SiteVerify(Kind kind, URI url, Vendors vendors, Secrets secrets) {
        super(secrets);
        this.kind = kind;
        this.url = url;
        this.vendors = vendors;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    Mono<Verdict> ask(
            Presented presented, String token, CaptchaProvider provider, SecretText secret) {
        var form = Map.of("secret", secret.reveal(), "response", token);
        return vendors.post(
                        presented,
                        url.toString(),
                        new UrlEncodedContent(form),
                        SiteVerifyAnswer.class,
                        _ -> {})
                .map(reply -> read(reply, presented, provider));
    }

    private static Verdict read(
            Reply<SiteVerifyAnswer> reply, Presented presented, CaptchaProvider provider) {
        SiteVerifyAnswer answer = reply.body();
        Verdict byStatus = byStatus(reply);
        if (byStatus != null) {
            return byStatus;
        }
        List<String> errors = answer.errors();
        if (errors.contains(VENDOR_BROKEN)) {
            return new Unknown("the vendor has an error of its own");
        }
        if (answer.success == null) {
            return senseless(reply);
        }
        if (!answer.success) {
            return errors.stream().anyMatch(KEYS::contains)
                    ? misconfigured(presented, String.join(", ", errors))
                    : new Failed(String.join(", ", errors));
        }
        return new Claim(answer.hostname, answer.action, answer.score)
                .judge(provider, presented.hosts());
    }
}
