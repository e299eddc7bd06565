package org.otpwidget.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.OtpWidgetServer;
import org.otpwidget.server.account.Accounts;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.Authkeys;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.credential.Tokens;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.template.TemplateValues;
import org.otpwidget.server.template.Templates;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetForms;
import org.otpwidget.server.widget.Widgets;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/**
 * Two servers on one database. Their clock stands still, so that nothing is ever forgotten because
 * of its age.
 */
class ConfigNoticesIntegrationTests {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private static ConfigurableApplicationContext here = start();
    private static ConfigurableApplicationContext there = start();
    private static long accountId;

    @Configuration(proxyBeanMethods = false)
    static class StandingClock {

        @Bean
        @Primary
        Clock standingClock() {
            return Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);
        }
    }

    @BeforeAll
    static void openAccount() {
        accountId = await(here.getBean(Accounts.class).create("Test")).id();
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
        DATABASE.close();
    }

    @Test
    void forgetsATokenThatAnotherServerChanged() {
        var token = await(here(Tokens.class).create(accountId, TokenForm.of("a")));
        assertThat(await(there(Tokens.class).find(token.value())).enabled()).isTrue();
        await(here(Tokens.class).change(accountId, token.id(), form -> disabled(form)));

        assertThat(await(here(Tokens.class).find(token.value())).enabled()).isFalse();
        eventually(there(Tokens.class).find(token.value()).filter(found -> !found.enabled()));
    }

    @Test
    void forgetsATokenThatWasChangedByHand() {
        var token = await(here(Tokens.class).create(accountId, TokenForm.of("a")));
        await(there(Tokens.class).find(token.value()));
        await(
                here.getBean(DatabaseClient.class)
                        .sql("UPDATE token SET enabled = false WHERE id = :id")
                        .bind("id", token.id())
                        .fetch()
                        .rowsUpdated());

        eventually(there(Tokens.class).find(token.value()).filter(found -> !found.enabled()));
        eventually(here(Tokens.class).find(token.value()).filter(found -> !found.enabled()));
    }

    @Test
    void findsATokenThatWasUnknownBefore() {
        String value = "tk_" + UUID.randomUUID();
        assertThat(there(Tokens.class).find(value).blockOptional()).isEmpty();
        await(here(Tokens.class).create(accountId, TokenForm.of("a"), value));

        eventually(there(Tokens.class).find(value));
    }

    @Test
    void forgetsAnAuthkeyThatWasDeletedElsewhere() {
        var form = AuthkeyForm.of("a", Scope.VERIFY);
        var made = await(here(Authkeys.class).create(accountId, form));
        await(there(Authkeys.class).find(made.key()));
        await(here(Authkeys.class).delete(accountId, made.authkey().id()));

        assertThat(here(Authkeys.class).find(made.key()).blockOptional()).isEmpty();
        eventually(there(Authkeys.class).find(made.key()).hasElement().filter(found -> !found));
    }

    @Test
    void forgetsAWidgetThatAnotherServerChanged() {
        var settings = WidgetForms.settings("{'name':'a','contactPoint':'both'}");
        var widget = await(here(Widgets.class).create(accountId, settings));
        await(there(Widgets.class).find(widget.id()));
        await(
                here(Widgets.class)
                        .change(
                                accountId,
                                widget.id(),
                                old -> WidgetForms.settings("{'name':'b','contactPoint':'both'}")));

        eventually(
                there(Widgets.class)
                        .find(widget.id())
                        .filter(found -> found.settings().name().equals("b")));
    }

    @Test
    void forgetsATemplateThatAnotherServerChanged() {
        var form = JsonMapper.shared().createObjectNode().put("name", "a").put("channel", "sms");
        form.putObject("variants").putObject("en").put("text", "##OTP## old");
        var template =
                await(here(AccountTemplates.class).create(accountId, TemplateForm.read(form)));
        var settings =
                WidgetForms.settings(
                        "{'name':'a','contactPoint':'both','templates':{'sms':{'templateId':'%s'}}}"
                                .formatted(template.id()));
        var widget = await(here(Widgets.class).create(accountId, settings));
        assertThat(await(thereMessage(widget)).text()).endsWith(" old");
        form.putObject("variants").putObject("en").put("text", "##OTP## new");
        await(
                here(AccountTemplates.class)
                        .change(accountId, template.id(), old -> TemplateForm.read(form)));

        eventually(thereMessage(widget).filter(content -> content.text().endsWith(" new")));
    }

    @Test
    void catchesUpAfterItsConnectionWasLost() {
        var token = await(here(Tokens.class).create(accountId, TokenForm.of("a")));
        await(there(Tokens.class).find(token.value()));
        await(
                here.getBean(DatabaseClient.class)
                        .sql(
                                """
                                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                                WHERE datname = current_database() AND query LIKE 'LISTEN%'
                                """)
                        .fetch()
                        .one());
        await(here(Tokens.class).change(accountId, token.id(), form -> disabled(form)));

        eventually(there(Tokens.class).find(token.value()).filter(found -> !found.enabled()));
    }

    private static Mono<Content> thereMessage(Widget widget) {
        var values = new TemplateValues("a", SecretText.of("482913"), 10, null, Map.of());
        return there(Templates.class).compose(accountId, widget.id(), Channel.SMS, null, values);
    }

    private static TokenForm disabled(TokenForm form) {
        return new TokenForm(form.name(), false, form.origins(), form.throttle());
    }

    private static <T> T here(Class<T> store) {
        return here.getBean(store);
    }

    private static <T> T there(Class<T> store) {
        return there.getBean(store);
    }

    private static <T> T await(Mono<T> step) {
        return step.blockOptional(Duration.ofSeconds(30)).orElseThrow();
    }

    private static <T> void eventually(Mono<T> expected) {
        await(expected.repeatWhenEmpty(600, again -> again.delayElements(Duration.ofMillis(25))));
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(OtpWidgetServer.class, StandingClock.class)
                .run(
                        "--server.port=0",
                        "--otp.database-url=" + DATABASE.url(),
                        "--otp.database-pool-size=4",
                        "--otp.secret=" + TestDatabase.SECRET);
    }
}
