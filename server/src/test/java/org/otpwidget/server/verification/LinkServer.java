package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.LogWatch;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.TemplateForm;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;

/** The server of {@link VerificationServer}, with sites that send magic links by e-mail. */
abstract class LinkServer extends VerificationServer {

    static final String REDIRECT = "https://shop.example/in?from=mail";

    @Autowired private AccountTemplates templates;

    /** A page of {@link LinkBrowser#ORIGIN} that asks for links; more settings in JSON. */
    Site linkSite(String... settings) {
        long account = got(accounts.create("Test")).id();
        String key = got(authkeys.create(account, AuthkeyForm.of("Test", Scope.VERIFY))).key();
        var form =
                json(
                        """
                        {"name":"Shop","contactPoint":"email","captcha":false,"platforms":"both",
                         "verificationType":"magicLink","redirectUrl":"%s"}
                        """
                                .formatted(REDIRECT));
        form.set("templates", json("{\"email\":{\"templateId\":\"" + template(account) + "\"}}"));
        for (int n = 0; n < settings.length; n += 2) {
            form.set(settings[n], JsonMapper.shared().readTree(settings[n + 1]));
        }
        return new Site(
                new WidgetClient(base()),
                account,
                widget(account, form.toString()),
                token(
                        account,
                        TokenForm.read(
                                json(
                                        "{\"name\":\"Test\",\"origins\":[\""
                                                + LinkBrowser.ORIGIN
                                                + "\"]}"))),
                key);
    }

    /** A template for e-mail that carries a link. */
    String template(long account) {
        return got(templates.create(
                        account,
                        TemplateForm.read(
                                json(
                                        """
                                        {"name":"Link","channel":"email","variants":{"en":
                                         {"subject":"Log in to ##SENDER##","text":"Open ##LINK##"}}}
                                        """))))
                .id();
    }

    static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }

    /** A link that was sent, and what the page that asked for it knows. */
    record Sent(String reqId, String path, @Nullable String matchCode) {}

    /** Asks for a link in a browser; fields are names and values in turn. */
    Sent sendLink(Site site, LinkBrowser browser, Object... fields) throws Exception {
        Map<String, Object> body = site.body("identifier", email(), fields);
        JsonNode answer = JsonMapper.shared().readTree(browser.call("sendOtp", body).body());
        assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("success");
        String reqId = answer.path("message").asString();
        return new Sent(reqId, path(reqId, 1), answer.path("matchCode").asString(null));
    }

    /** The path of the link in one of a request's messages. */
    String path(String reqId, int number) {
        String link = postbox.code(reqId, number);
        return link.substring(link.indexOf("/l/"));
    }

    /** What the waiting page hears when it asks for its access token. */
    Answer poll(Site site, String reqId) {
        return site.client()
                .post(
                        "isOneTapAuthenticated",
                        Map.of("requestId", reqId, "tokenAuth", site.token()),
                        "Origin",
                        LinkBrowser.ORIGIN);
    }

    /** The access token that an answer leads on with. */
    static String tokenOf(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        String token = location.replaceFirst(".*#otp-access-token=", "").replaceFirst("&.*", "");
        LogWatch.secret(token.substring(token.lastIndexOf('.') + 1));
        return Objects.requireNonNull(token);
    }

    /** Two digits that are not the right ones. */
    static String wrong(Sent sent) {
        int right = Integer.parseInt(Objects.requireNonNull(sent.matchCode()));
        return Integer.toString(right == 99 ? 10 : right + 1);
    }
}
