package org.otpwidget.server.demo;

import org.otpwidget.server.StartFailedException;
import org.otpwidget.server.account.Account;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.account.Authkey.Scope;
import org.otpwidget.server.account.AuthkeyForm;
import org.otpwidget.server.account.Authkeys;
import org.otpwidget.server.account.TokenForm;
import org.otpwidget.server.account.Tokens;
import org.otpwidget.server.widget.WidgetForm;
import org.otpwidget.server.widget.WidgetSettings;
import org.otpwidget.server.widget.Widgets;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.function.Supplier;

/**
 * Puts the demo's credentials into an empty database; a second start finds them and changes
 * nothing. With the database of a real installation it refuses to start.
 */
@Component
@Profile("demo")
class DemoSeed extends BeforeServing {

    static final String ACCOUNT = "Demo";
    static final String WIDGET = "3465756a3173343636383032";
    static final String TOKEN = "demo-token";
    static final String AUTHKEY = "demo-authkey";

    private static final String SETTINGS =
            """
            {
              "name": "OTP Widget demo",
              "contactPoint": "both",
              "widgetType": "custom",
              "resendChannels": ["sms", "whatsapp", "voice", "email"],
              "platforms": "both",
              "captcha": false,
              "iframe": true,
              "demoCredentials": {
                "name": "Tester",
                "mobile": "919000000000",
                "email": "tester@example.com",
                "otp": "402817"
              }
            }
            """;

    private final Accounts accounts;
    private final Widgets widgets;
    private final Tokens tokens;
    private final Authkeys authkeys;

    DemoSeed(Accounts accounts, Widgets widgets, Tokens tokens, Authkeys authkeys) {
        this.accounts = accounts;
        this.widgets = widgets;
        this.tokens = tokens;
        this.authkeys = authkeys;
    }

    @Override
    Mono<Void> step() {
        return accounts.first()
                .doOnNext(DemoSeed::requireDemo)
                .switchIfEmpty(Mono.defer(() -> accounts.create(ACCOUNT)))
                .flatMap(account -> Mono.when(widget(account), token(account), authkey(account)));
    }

    /** A real installation must neither get credentials that all know, nor send into the inbox. */
    private static void requireDemo(Account account) {
        if (!account.name().equals(ACCOUNT)) {
            throw new StartFailedException(
                    "This database belongs to a real installation; the demo does not touch it.",
                    "Give the demo a folder of its own by OTP_DATA_DIR.");
        }
    }

    private Mono<Void> widget(Account account) {
        return unlessThere(
                widgets.find(WIDGET), () -> widgets.create(account.id(), settings(), WIDGET));
    }

    private Mono<Void> token(Account account) {
        return unlessThere(
                tokens.find(TOKEN),
                () -> tokens.create(account.id(), TokenForm.of("Demo token"), TOKEN));
    }

    private Mono<Void> authkey(Account account) {
        return unlessThere(
                authkeys.find(AUTHKEY),
                () ->
                        authkeys.create(
                                account.id(),
                                AuthkeyForm.of("Demo authkey", Scope.VERIFY, Scope.ADMIN),
                                AUTHKEY));
    }

    /** Of several servers that start at once, one makes it; the others see that it is there. */
    private static Mono<Void> unlessThere(Mono<?> existing, Supplier<Mono<?>> make) {
        return existing.hasElement()
                .flatMap(there -> there ? Mono.empty() : make.get().then())
                .onErrorResume(DataIntegrityViolationException.class, _ -> Mono.empty());
    }

    private static WidgetSettings settings() {
        return WidgetForm.read((ObjectNode) JsonMapper.shared().readTree(SETTINGS));
    }
}
