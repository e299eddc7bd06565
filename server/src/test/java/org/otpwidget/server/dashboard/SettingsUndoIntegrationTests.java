package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.account.AccountForm;
import org.otpwidget.server.credential.Token;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.Template;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.webhook.EventType;
import org.otpwidget.server.webhook.WebhookForm;
import org.otpwidget.server.webhook.Webhooks;
import org.otpwidget.server.widget.WidgetForm;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/** What was saved of tokens, webhooks and the account is put back, and a deleted template. */
class SettingsUndoIntegrationTests extends DashboardServer {

    private static final String NOT_PUT_BACK = "Not put back: this has been changed since.";
    private static final String ACCOUNT = "/dashboard/account";

    @Autowired private Webhooks webhooks;
    @Autowired private AccountTemplates templates;

    private long account;
    private Browser owner = browser();

    @BeforeEach
    void signIn() {
        account = newAccount();
        owner = person(account, Role.OWNER).browser();
    }

    @Test
    void aTokenIsAsItWasAndBackAgain() {
        var form =
                TokenForm.read(
                        tree(
                                """
                                {"name":"Pages","origins":["https://shop.example"],
                                 "throttle":{"hits":5,"period":60,"block":600}}
                                """));
        var before = got(tokens.create(account, form));
        var saved = saved("/dashboard/tokens/" + before.id(), "name", "089");
        assertThat(now(before).enabled()).isFalse();
        assertThat(now(before).origins()).isEmpty();

        var back = OfferedUndo.in(saved).press(owner);

        assertThat(back.body()).contains("Put back as it was.");
        assertThat(now(before)).isEqualTo(before);
        assertThat(lines("token.changed")).hasSize(2);
        OfferedUndo.in(back).press(owner);
        assertThat(now(before).name()).isEqualTo("089");
        assertThat(now(before).throttle()).isNull();
    }

    @Test
    void aTokenThatSomebodyChangedSinceStays() {
        var token = got(tokens.create(account, TokenForm.of("Pages")));
        String path = "/dashboard/tokens/" + token.id();
        var offered = OfferedUndo.in(saved(path, "name", "Shop", "enabled", "true"));
        person(account, Role.DEVELOPER).browser().post(path + "/enabled", "enabled", "false");

        assertThat(offered.press(owner).body()).contains(NOT_PUT_BACK);
        assertThat(now(token).enabled()).isFalse();
        assertThat(now(token).name()).isEqualTo("Shop");
        var stranger = person(newAccount(), Role.OWNER).browser();
        assertThat(stranger.post(path + "/undo", "change", "1").status()).isEqualTo(404);
    }

    /** The trail hides the path and query of an address, which stay as they are. */
    @Test
    void aWebhookIsAsItWas() {
        var made =
                got(webhooks.create(
                                account,
                                new WebhookForm(
                                        "Shop",
                                        "https://old.shop.example:8443/otp?key=hush-41",
                                        EnumSet.allOf(EventType.class),
                                        true)))
                        .webhook();
        String path = "/dashboard/webhooks/" + made.id();
        var saved =
                saved(
                        path + "/edit",
                        "name",
                        "7",
                        "url",
                        "https://new.shop.example/otp?key=hush-41",
                        "events",
                        "verification.failed");

        var back = OfferedUndo.in(saved).press(owner);

        assertThat(back.body()).contains("Put back as it was.");
        var now = got(webhooks.get(account, made.id()));
        assertThat(now.url()).isEqualTo(made.url());
        assertThat(now.name()).isEqualTo("Shop");
        assertThat(now.events()).isEqualTo(made.events());
        assertThat(now.enabled()).isTrue();
        assertThat(lines("webhook.changed")).hasSize(2);
        assertThat(audited(account)).doesNotContain("hush");
        assertThat(owner.get(path + "/undo").location()).isEqualTo(path);
    }

    @Test
    void aWebhookWhoseHiddenPathChangedIsNotOfferedBack() {
        var made =
                got(webhooks.create(
                                account,
                                new WebhookForm(
                                        "Shop",
                                        "https://shop.example/otp",
                                        EnumSet.allOf(EventType.class),
                                        true)))
                        .webhook();
        var saved =
                saved(
                        "/dashboard/webhooks/" + made.id() + "/edit",
                        "name",
                        "Shop",
                        "url",
                        "https://shop.example/other",
                        "events",
                        "verification.failed");
        assertThat(OfferedUndo.isIn(saved)).isFalse();
    }

    @Test
    void theAccountIsAsItWas() {
        var before = AccountForm.of(got(accounts.get(account)));
        var saved = saved(ACCOUNT, "name", "12", "timeZone", "Asia/Kolkata", "language", "hi");
        assertThat(AccountForm.of(got(accounts.get(account)))).isNotEqualTo(before);

        var back = OfferedUndo.in(saved).press(owner);

        assertThat(AccountForm.of(got(accounts.get(account)))).isEqualTo(before);
        assertThat(back.body()).contains("Put back as it was.").doesNotContain("does not come");
        assertThat(lines("account.changed")).hasSize(2);
        var admin = person(account, Role.ADMIN).browser();
        var offered = OfferedUndo.in(back);
        assertThat(admin.post(offered.path(), offered.fields().toArray(String[]::new)).status())
                .isEqualTo(403);
    }

    /** What was purged is gone; and to put a longer time back asks as the form does. */
    @Test
    void aShorterTimeIsPutBackWithWhatIsGoneSaid() {
        Requests.insert(database, account, clock.instant(), email());
        clock.move(Duration.ofDays(5));
        owner = person(account, Role.OWNER).browser();
        var saved =
                saved(
                        ACCOUNT,
                        "name",
                        "Test",
                        "timeZone",
                        "UTC",
                        "retention.requests",
                        "3",
                        "sure",
                        "true");

        var back = OfferedUndo.in(saved).press(owner);

        assertThat(back.body()).contains("does not come back");
        assertThat(got(accounts.get(account)).retention().requests()).isNull();
        var again = OfferedUndo.in(back);
        var asked = owner.postRaw(again.path(), again.csrf(), fields(again));
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body())
                .contains("Delete what is older now?")
                .contains("name=\"retention.requests\" value=\"3\"")
                .contains("name=\"name\" value=\"Test\"");
        assertThat(got(accounts.get(account)).retention().requests()).isNull();
    }

    @Test
    void aSignInWidgetThatLetsNobodyInAnyMoreIsNotPutBack() {
        String widget =
                got(widgets.create(
                                account,
                                WidgetForm.read(
                                        tree(
                                                "{\"name\":\"In\",\"contactPoint\":\"both\","
                                                        + "\"captcha\":false}"))))
                        .id();
        got(tokens.create(account, TokenForm.of("Dashboard")));
        var chosen = owner.post(ACCOUNT, "name", "Test", "timeZone", "UTC", "signInWidget", widget);
        assertThat(chosen.location()).as(chosen.body()).contains("done=saved");
        var offered = OfferedUndo.in(saved(ACCOUNT, "name", "Test", "timeZone", "UTC"));
        owner.post("/dashboard/widgets/" + widget + "/enabled", "enabled", "false");

        var told = offered.press(owner);

        assertThat(told.body()).contains("would not be accepted any more");
        assertThat(got(accounts.get(account)).signInWidget()).isNull();
    }

    @Test
    void aDeletedTemplateComesBackUnderItsId() {
        var before = template();
        String path = "/dashboard/templates/" + before.id();
        assertThat(owner.get(path + "/delete").body()).contains("“Undo” brings it back");
        var deleted = saved(path + "/delete");
        assertThat(templates.get(account, before.id()).blockOptional()).isEmpty();
        var offered = OfferedUndo.in(deleted);

        var back = offered.press(owner);

        assertThat(back.body()).contains("Put back as it was.", "089");
        var now = got(templates.get(account, before.id()));
        assertThat(now.settings()).isEqualTo(before.settings());
        assertThat(got(templates.find(account, before.id())).settings())
                .isEqualTo(before.settings());
        assertThat(lines("template.restored")).hasSize(1).first().asString().contains("Seu");
        assertThat(offered.press(owner).body()).as("twice").contains(NOT_PUT_BACK);
        assertThat(OfferedUndo.isIn(saved(path + "/delete"))).as("deleted again").isTrue();
        assertThat(offered.press(owner).body()).as("the first deletion").contains(NOT_PUT_BACK);
        assertThat(templates.get(account, before.id()).blockOptional()).isEmpty();
    }

    @Test
    void nobodyElseBringsATemplateBack() {
        var template = template();
        String path = "/dashboard/templates/" + template.id();
        var offered = OfferedUndo.in(saved(path + "/delete"));
        var stranger = person(newAccount(), Role.OWNER).browser();
        assertThat(stranger.post(offered.path(), fields(offered)).status()).isEqualTo(404);
        var viewer = person(account, Role.VIEWER).browser();
        assertThat(viewer.post(offered.path(), fields(offered)).status()).isEqualTo(403);
        assertThat(templates.get(account, template.id()).blockOptional()).isEmpty();
    }

    private Template template() {
        return got(
                templates.create(
                        account,
                        TemplateForm.read(
                                tree(
                                        """
                                        {"name":"089","channel":"sms","sender":"12345",
                                         "dltEntityId":"110100","defaultLanguage":"pt-BR",
                                         "variants":{
                                          "en":{"text":"##OTP## for ##shop##","dltTemplateId":"7"},
                                          "pt-BR":{"text":"Seu código:\\n##OTP##"}}}
                                        """))));
    }

    private Token now(Token token) {
        return got(tokens.get(account, token.id()));
    }

    private List<String> lines(String action) {
        return audited(account).lines().filter(line -> line.startsWith(action)).toList();
    }

    /** Sends a form, and opens the page that it leads to. */
    private Answer saved(String path, String... fields) {
        var answer = owner.post(path, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return owner.get(answer.location());
    }

    private static String[] fields(OfferedUndo undo) {
        return undo.fields().toArray(String[]::new);
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
