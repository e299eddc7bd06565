package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.HostileValues;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.credential.TokenForm;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.widget.WidgetForm;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Messages with the accounts' own templates: what a call has to bring, and what arrives. */
class VerificationTemplateIntegrationTests extends VerificationServer {

    private static final String HASH = "FA+9qCX9VSu";
    private static final String ORIGIN = "https://shop.example";

    @Autowired private AccountTemplates templates;

    static Stream<String> hostileTexts() {
        return HostileValues.texts().values().stream();
    }

    @Test
    void valuesComeFromThePageTheServerAndTheDefaults() {
        Site site =
                siteWithSms(
                        "##OTP## ##NAME## ##VAR2## ##SHOP##",
                        "\"NAME\":\"VAR1\"",
                        "\"SHOP\":\"us\"");

        String page = site.started(mobile(), "VAR1", "Ann", "VAR2", 7, "NAME", "not this");
        assertThat(text(page, 1)).isEqualTo(postbox.code(page) + " Ann 7 us");
        String nested =
                site.started(
                        mobile(), "variables", Map.of("VAR1", "Bo", "VAR2", "x", "SHOP", "me"));
        assertThat(text(nested, 1)).isEqualTo(postbox.code(nested) + " Bo x me");
        Answer server =
                site.client()
                        .post(
                                "sendOtp",
                                Map.of(
                                        "widgetId",
                                        site.widget(),
                                        "authkey",
                                        site.authkey(),
                                        "identifier",
                                        mobile(),
                                        "VAR1",
                                        "Cy",
                                        "VAR2",
                                        "y"));
        assertThat(text(server.message(), 1)).endsWith(" Cy y us");
    }

    @ParameterizedTest
    @CsvSource({"VAR2, x", "VAR1, ''", "VAR1, '  '", "VAR1, '\u200b'"})
    void aMissingValueIsRefusedBeforeAnythingIsStored(String name, String value) {
        Site site = siteWithSms("##OTP## ##NAME##", "\"NAME\":\"VAR1\"", "");
        warmUp(site);
        long before = stored(site);
        statements.forget();

        assertBody(
                site.send(mobile(), name, value),
                "{'type':'error','status':'fail','hasError':true,"
                        + "'message':'VAR1 is required by the template of the message.',"
                        + "'reason':'variable_missing'}");
        // A notice of what the site is made of may come late, and let its token be read again.
        assertThat(calls()).allMatch(call -> call.contains(" FROM token WHERE"));
        assertThat(stored(site)).isEqualTo(before);
    }

    @Test
    void aValueThatIsTooLongIsRefused() {
        Site site = siteWithSms("##OTP## ##VAR1##", "", "");

        assertThat(site.send(mobile(), "VAR1", "x".repeat(101)).message())
                .isEqualTo("VAR1 is too long: send at most 100 characters.");
        assertThat(stored(site)).isZero();
        assertThat(site.send(mobile(), "VAR1", "\uD83D\uDE00".repeat(100)).succeeded()).isTrue();
    }

    @Test
    void theCheckCostsNoStatement() {
        Site site = siteWithSms("##OTP## ##VAR1##", "", "");
        warmUp(site);
        statements.forget();
        String reqId = site.started(mobile(), "VAR1", "x");
        assertThat(calls()).containsExactly("send_requests");
        postbox.await(reqId, 1);
        statements.forget();
        assertThat(site.retry(reqId).succeeded()).isTrue();
        assertThat(calls()).containsExactly("retry_requests");
    }

    @Test
    void aResendOverAnotherChannelNeedsThatTemplatesValues() {
        long account = got(accounts.create("Test")).id();
        String whatsapp = template(account, "whatsapp", "*##OTP##* ##NAME##");
        Site site =
                siteOf(
                        account,
                        "\"resendTime\":0,\"templates\":{\"whatsapp\":{\"templateId\":\""
                                + whatsapp
                                + "\",\"variables\":{\"NAME\":\"VAR1\"}}}");
        String without = site.started(mobile());
        String with = site.started(mobile(), "VAR1", "Ann");
        String tooLong = site.started(mobile(), "VAR1", "x".repeat(101));

        assertThat(site.retry(without, "retryChannel", 12).message())
                .isEqualTo("VAR1 is required by the template of the message.");
        assertThat(site.retry(tooLong, "retryChannel", 12).message())
                .isEqualTo("VAR1 is too long: send at most 100 characters.");
        assertThat(number("SELECT count(*) FROM message WHERE request_id = '" + without + "'"))
                .isEqualTo(1);
        assertThat(number("SELECT retries FROM request WHERE id = '" + without + "'")).isZero();
        assertThat(site.retry(without).succeeded()).isTrue();
        assertThat(site.retry(with, "retryChannel", 12).succeeded()).isTrue();
        assertThat(text(with, 2)).isEqualTo("*" + postbox.code(with, 2) + "* Ann");
    }

    @Test
    void aChangeOfTheTemplateCountsAtOnce() {
        long account = got(accounts.create("Test")).id();
        String id = template(account, "sms", "a ##OTP##");
        Site site = siteOf(account, uses("sms", id));
        assertThat(text(site.started(mobile()), 1)).startsWith("a ");
        got(
                templates.change(
                        account, id, old -> TemplateForm.read(form("sms", "b ##OTP## ##VAR1##"))));

        assertThat(site.send(mobile()).text("reason")).isEqualTo("variable_missing");
        assertThat(text(site.started(mobile(), "VAR1", "x"), 1)).startsWith("b ");
    }

    @Test
    void takesTheVisitorsLanguage() {
        long account = got(accounts.create("Test")).id();
        var form = form("sms", "en ##OTP##");
        ((ObjectNode) form.path("variants")).putObject("hi").put("text", "hi ##OTP##");
        String id = got(templates.create(account, TemplateForm.read(form))).id();
        Site site = siteOf(account, uses("sms", id));

        assertThat(text(site.started(mobile(), "lang", "hi-IN"), 1)).startsWith("hi ");
        assertThat(text(site.started(mobile(), "lang", "fr"), 1)).startsWith("en ");
    }

    @Test
    void neverTakesAnotherAccountsTemplate() {
        String foreign = template(got(accounts.create("Other")).id(), "sms", "secret ##OTP##");
        Site site = site();
        got(
                database.sql(
                                """
                                UPDATE widget SET settings = jsonb_set(settings, '{templates}',
                                    jsonb_build_object('sms', jsonb_build_object('templateId', :id,
                                        'variables', '{}'::jsonb)))
                                WHERE id = :widget
                                """)
                        .bind("id", foreign)
                        .bind("widget", site.widget())
                        .fetch()
                        .rowsUpdated());

        assertThat(text(site.started(mobile()), 1)).contains("Shop").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePagesHostIsBoundToUnlessTheWidgetDoesNotWantIt(boolean wanted) {
        Site site = vouched("\"resendTime\":0,\"originLine\":" + wanted);
        Answer sent = from(site, "sendOtp", site.body("identifier", mobile()));
        Answer again = from(site, "retryOtp", site.body("reqId", sent.message()));

        assertThat(again.succeeded()).isTrue();
        for (int number = 1; number <= 2; number++) {
            String line = "\n@shop.example #" + postbox.code(sent.message(), number);
            assertThat(text(sent.message(), number).endsWith(line)).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://portal.example                      | @portal.example #%s @shop.example",
                "https://shop.example                        | @shop.example #%s",
                "https://shop.example,https://portal.example | @portal.example #%s @shop.example",
                "https://portal.example,https://shop.example | @shop.example #%s",
                "https://portal.example:8443                 | ''",
            })
    void aFrameIsBoundToTogetherWithThePageAround(String framedBy, String line) {
        Site site = siteWith("resendTime", "0", "iframe", "true");
        var origins =
                Set.of(
                        "https://shop.example",
                        "https://portal.example",
                        "https://portal.example:8443");
        Site shop = site.with(token(site.account(), new TokenForm("Test", true, origins, null)));
        Answer sent =
                from(shop, "sendOtp", shop.body("identifier", mobile(), "framedBy", framedBy));
        Answer again =
                from(shop, "retryOtp", shop.body("reqId", sent.message(), "framedBy", framedBy));

        assertThat(again.succeeded()).as(again.toString()).isTrue();
        for (int number = 1; number <= 2; number++) {
            String code = postbox.code(sent.message(), number);
            String last = text(sent.message(), number).replaceAll("(?s).*\n\n", "");
            if (line.isEmpty()) {
                assertThat(last).doesNotContain("@");
            } else {
                assertThat(last).isEqualTo(line.formatted(code));
            }
        }
    }

    @Test
    void theAppsHashEndsMessagesThatAnAppAskedFor() {
        Site site = vouched("\"resendTime\":0,\"androidAppHash\":\"" + HASH + "\"");
        Answer app = site.client().post("sendOtpMobile", site.body("identifier", mobile()));
        Answer page = from(site, "sendOtp", site.body("identifier", mobile()));
        assertThat(site.client().post("retryOtp", site.body("reqId", app.message())).succeeded())
                .isTrue();

        assertThat(text(app.message(), 1)).endsWith("\n\n" + HASH).doesNotContain("@shop");
        assertThat(text(app.message(), 2)).endsWith("\n\n" + HASH);
        assertThat(text(page.message(), 1)).contains("\n@shop.example #").doesNotContain(HASH);
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void hostileValuesAreRefusedOrHarmless(String value) {
        long account = got(accounts.create("Test")).id();
        String mail = got(templates.create(account, TemplateForm.read(mail()))).id();
        Site site = siteOf(account, uses("email", mail));
        Answer answer = site.send(email(), "VAR1", value);

        assertThat(answer.status()).isEqualTo(200);
        if (answer.succeeded()) {
            Content content = postbox.await(answer.message(), 1).message().content();
            assertThat(content.subject()).doesNotContain("\r", "\n", "\0");
            assertThat(content.html()).matches("<p title=\"[^\"<>]*\">[^<>]*</p>");
        } else {
            assertThat(answer.message()).matches("(VAR1|Too many or too long|The request) .*\\.");
        }
    }

    private static ObjectNode mail() {
        return (ObjectNode)
                JsonMapper.shared()
                        .readTree(
                                """
                                {"name":"a","channel":"email","variants":{"en":{"subject":"##OTP## ##VAR1##",
                                 "text":"##OTP## ##VAR1##","html":"<p title=\\"##VAR1##\\">##OTP## ##VAR1##</p>"}}}
                                """);
    }

    private void warmUp(Site site) {
        String reqId = site.started(mobile(), "VAR1", "x");
        postbox.await(reqId, 1);
    }

    private List<String> calls() {
        return statements.made().stream()
                .filter(sql -> !sql.contains("message m") && !sql.contains("FROM message"))
                .map(sql -> sql.replaceAll("SELECT \\* FROM (\\w+_requests)\\(.*", "$1"))
                .toList();
    }

    private long stored(Site site) {
        return number(
                "SELECT (SELECT count(*) FROM request WHERE widget_id = '%1$s') + (SELECT count(*)"
                                .formatted(site.widget())
                        + " FROM message WHERE widget_id = '%1$s')".formatted(site.widget()));
    }

    private Site siteWithSms(String text, String variables, String defaults) {
        long account = got(accounts.create("Test")).id();
        return siteOf(
                account,
                "\"resendTime\":0,\"templates\":{\"sms\":{\"templateId\":\"%s\",\"variables\":{%s},\"defaults\":{%s}}}"
                        .formatted(template(account, "sms", text), variables, defaults));
    }

    private static String uses(String channel, String id) {
        return "\"templates\":{\"%s\":{\"templateId\":\"%s\"}}".formatted(channel, id);
    }

    private Site siteOf(long account, String more) {
        return siteOf(account, more, TokenForm.of("Test"));
    }

    private Site vouched(String more) {
        return siteOf(
                got(accounts.create("Test")).id(),
                more,
                new TokenForm("Test", true, Set.of(ORIGIN), null));
    }

    private Site siteOf(long account, String more, TokenForm token) {
        Site any = site();
        var settings =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree(OPEN.strip().replaceAll("}$", "") + "," + more + "}");
        return new Site(
                any.client(),
                account,
                got(widgets.create(account, WidgetForm.read(settings))).id(),
                token(account, token),
                authkey(account));
    }

    private String authkey(long account) {
        return got(authkeys.create(account, AuthkeyForm.of("Test", Scope.VERIFY))).key();
    }

    private static Answer from(Site site, String call, Map<String, Object> body) {
        return site.client().post(call, body, "Origin", ORIGIN);
    }

    private String template(long account, String channel, String text) {
        return got(templates.create(account, TemplateForm.read(form(channel, text)))).id();
    }

    private static ObjectNode form(String channel, String text) {
        var form = JsonMapper.shared().createObjectNode();
        form.put("name", "a").put("channel", channel);
        form.putObject("variants").putObject("en").put("text", text);
        return form;
    }

    private String text(String reqId, int number) {
        return postbox.await(reqId, number).message().content().text();
    }
}
