package org.otpwidget.server.demo;

import org.otpwidget.server.StartFailedException;
import org.otpwidget.server.account.Account;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.Authkeys;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.widget.WidgetForm;
import org.otpwidget.server.widget.WidgetSettings;
import org.otpwidget.server.widget.Widgets;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

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
@EnableConfigurationProperties(DemoSettings.class)
class DemoSeed extends BeforeServing {

    static final String ACCOUNT = "Demo";
    static final String WIDGET = "3465756a3173343636383032";
    static final String WIDGET_WITH_CAPTCHA = "3465756a3173343636383033";
    static final String TOKEN = "demo-token";
    static final String AUTHKEY = "demo-authkey";

    static final String LINK_WIDGET = "6d616769636c696e6b303031";

    private static final String LINK_SETTINGS =
            """
            {
              "name": "OTP Widget demo: magic link",
              "verificationType": "magicLink",
              "contactPoint": "both",
              "widgetType": "custom",
              "resendChannels": ["sms", "email"],
              "platforms": "both",
              "captcha": false,
              "templates": {"sms": {}, "email": {}}
            }
            """;

    private static final String LINK_BY_SMS =
            """
            {
              "name": "Magic link by SMS",
              "channel": "sms",
              "variants": {"en": {
                "text": "Open ##LINK## to sign in at ##SENDER##. It is good for ##MINUTES## minutes."
              }}
            }
            """;

    private static final String LINK_BY_EMAIL =
            """
            {
              "name": "Magic link by e-mail",
              "channel": "email",
              "variants": {"en": {
                "subject": "Your link to sign in",
                "text": "Open this link to sign in at ##SENDER##. It is good for ##MINUTES## minutes.\\n\\n##LINK##\\n\\nYou did not ask for it? Open it and say so."
              }}
            }
            """;

    private final DemoSettings demo;
    private final TransactionalOperator transaction;
    private final AccountTemplates templates;
    private final Accounts accounts;
    private final Widgets widgets;
    private final Tokens tokens;
    private final Authkeys authkeys;

    DemoSeed(
            DemoSettings demo,
            TransactionalOperator transaction,
            AccountTemplates templates,
            Accounts accounts,
            Widgets widgets,
            Tokens tokens,
            Authkeys authkeys) {
        this.demo = demo;
        this.transaction = transaction;
        this.templates = templates;
        this.accounts = accounts;
        this.widgets = widgets;
        this.tokens = tokens;
        this.authkeys = authkeys;
    }

    @Override
    Mono<Void> step() {
        return accounts.firstOrNew(ACCOUNT)
                .delayUntil(this::requireDemo)
                .flatMap(this::fill)
                .as(transaction::transactional);
    }

    /** One after the other, as in one transaction; another server waits and finds all of it. */
    private Mono<Void> fill(Account account) {
        return widget(account, WIDGET, "OTP Widget demo", false)
                .then(widget(account, WIDGET_WITH_CAPTCHA, "OTP Widget demo with captcha", true))
                .then(linkWidget(account))
                .then(token(account))
                .then(authkey(account));
    }

    /** A real installation must neither get credentials that all know, nor send into the inbox. */
    private Mono<Boolean> requireDemo(Account account) {
        return widgets.find(WIDGET)
                .filter(widget -> widget.accountId() == account.id())
                .hasElement()
                .filter(found -> found || account.name().equals(ACCOUNT))
                .switchIfEmpty(Mono.error(DemoSeed::isReal));
    }

    private static StartFailedException isReal() {
        return new StartFailedException(
                "This database belongs to a real installation; the demo does not touch it.",
                "Give the demo a folder of its own by OTP_DATA_DIR.");
    }

    private Mono<Void> widget(Account account, String id, String name, boolean captcha) {
        return unlessThere(
                widgets.find(id), () -> widgets.create(account.id(), settings(name, captcha), id));
    }

    /** Its templates first: there is no default one that carries a link. */
    private Mono<Void> linkWidget(Account account) {
        return unlessThere(
                widgets.find(LINK_WIDGET),
                () ->
                        template(account, LINK_BY_SMS)
                                .zipWhen(_ -> template(account, LINK_BY_EMAIL), this::linkSettings)
                                .flatMap(it -> widgets.create(account.id(), it, LINK_WIDGET)));
    }

    private Mono<String> template(Account account, String form) {
        return templates.create(account.id(), TemplateForm.read(json(form))).map(Template::id);
    }

    private WidgetSettings linkSettings(String sms, String email) {
        ObjectNode form = json(LINK_SETTINGS).put("redirectUrl", demo.siteUrl() + "/link");
        form.withObject("/templates/sms").put("templateId", sms);
        form.withObject("/templates/email").put("templateId", email);
        return WidgetForm.read(form);
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

    private static Mono<Void> unlessThere(Mono<?> existing, Supplier<Mono<?>> make) {
        return existing.hasElement().flatMap(there -> there ? Mono.empty() : make.get().then());
    }

    private static WidgetSettings settings(String form) {
        return WidgetForm.read(json(form));
    }

    private static WidgetSettings settings(String name, boolean captcha) {
        String settings =
                """
                {
                  "name": "%s",
                  "contactPoint": "both",
                  "widgetType": "custom",
                  "resendChannels": ["sms", "whatsapp", "voice", "email"],
                  "platforms": "both",
                  "captcha": %s,
                  "iframe": true,
                  "demoCredentials": {
                    "name": "Tester",
                    "mobile": "919000000000",
                    "email": "tester@example.com",
                    "otp": "402817"
                  }
                }
                """
                        .formatted(name, captcha);
        return settings(settings);
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
