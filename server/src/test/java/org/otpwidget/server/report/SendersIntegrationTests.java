package org.otpwidget.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.delivery.provider.Providers;
import org.otpwidget.server.report.ShownSender.Code;
import org.otpwidget.server.report.ShownSender.Finding;
import org.otpwidget.server.report.ShownSender.Place;
import org.otpwidget.server.report.ShownSender.Shape;
import org.otpwidget.server.report.ShownSender.Source;
import org.otpwidget.server.report.ShownSender.What;
import org.otpwidget.server.template.AccountTemplates;
import org.otpwidget.server.template.TemplateForm;
import org.otpwidget.server.verification.VerificationServer;
import org.otpwidget.server.widget.Channel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;

/** Whom visitors see as the sender, out of templates, providers and widgets as they are stored. */
class SendersIntegrationTests extends VerificationServer {

    private static final String CONTENT_SID = "HX0123456789abcdef0123456789abcdef";

    @Autowired private Senders senders;
    @Autowired private AccountTemplates templates;
    @Autowired private Providers providers;

    private long account;

    @BeforeEach
    void begin() {
        account = got(accounts.create("Test")).id();
    }

    @Test
    void whatATemplateNamesGoesBeforeTheProvidersOwn() {
        String vonage = vonage("SHOP", "");
        String text = sms("'sender':'LOGIN'", "");
        String one = widget("One", "'templates':{'sms':{'templateId':'%s'}}".formatted(text));
        String two = widget("Two", "'resendTime':30");
        var all = sms();
        assertThat(all)
                .extracting(ShownSender::sender, ShownSender::type, it -> it.setBy().id())
                .containsExactly(
                        tuple("LOGIN", Shape.ALPHANUMERIC, text),
                        tuple("SHOP", Shape.ALPHANUMERIC, vonage));
        assertThat(all.getFirst().widgets()).extracting(Source::id).containsExactly(one);
        assertThat(all.getLast().widgets()).extracting(Source::id).containsExactly(two);
        assertThat(all).allSatisfy(it -> assertThat(it.findings()).isEmpty());
        assertThat(all)
                .allSatisfy(
                        it ->
                                assertThat(it.via())
                                        .extracting(via -> via.by().id())
                                        .containsExactly(vonage));
    }

    @Test
    void tellsByWhomMessagesLeaveInTheOrderOfTrying() {
        String all = vonage("SHOP", "'position':1");
        String spare = vonage("SHOP", "'position':2");
        String india = vonage("SHOPIN", "'position':3,'countries':['IN']");
        widget(
                "One",
                "'defaultCountry':'DE','templates':{'sms':{'templateId':'%s'}}"
                        .formatted(sms("'sender':'LOGIN'", "")));
        assertThat(of("LOGIN").via())
                .extracting(
                        via -> via.by().id(), ShownSender.Via::countries, ShownSender.Via::spare)
                .containsExactly(
                        tuple(india, List.of("IN"), false),
                        tuple(all, List.of(), false),
                        tuple(spare, List.of(), true));
    }

    @Test
    void theInstallationsOwnIsForWhomNoProviderIs() {
        vonage("SHOPIN", "'countries':['IN']");
        widget("One", "");
        assertThat(sms())
                .extracting(ShownSender::sender, it -> it.setBy().kind())
                .containsExactly(tuple("SHOPIN", Place.PROVIDER), tuple(null, Place.INSTALLATION));
        vonage("SHOP", "");
        assertThat(sms()).extracting(ShownSender::sender).containsExactly("SHOPIN", "SHOP");
    }

    @Test
    void lettersAreElevenOfGsm7() {
        vonage("Shop✓", "");
        vonage("ShopIndia12", "");
        vonage("ShopIndia123", "");
        vonage("+14155550100", "");
        vonage("14155550100123456", "");
        widget("One", "");
        assertThat(sms())
                .extracting(ShownSender::sender, ShownSender::type, SendersIntegrationTests::codes)
                .containsExactly(
                        tuple("Shop✓", Shape.ALPHANUMERIC, List.of(Code.NOT_GSM7)),
                        tuple("ShopIndia12", Shape.ALPHANUMERIC, List.of()),
                        tuple("ShopIndia123", Shape.ALPHANUMERIC, List.of(Code.TOO_LONG)),
                        tuple("+14155550100", Shape.NUMBER, List.of()),
                        tuple("14155550100123456", Shape.NUMBER, List.of()));
    }

    @Test
    void lettersDontGoToNorthAmerica() {
        vonage("SHOP", "");
        widget("One", "'defaultCountry':'DE'");
        assertThat(codes(of("SHOP"))).isEmpty();

        String us = widget("Two", "'countryChannels':{'CA':'voice'}");
        assertThat(of("SHOP").findings())
                .as("sms is among its resend channels")
                .extracting(Finding::code, it -> it.about() == null ? null : it.about().id())
                .containsExactly(tuple(Code.NORTH_AMERICA, us));

        vonage("14155550100", "'countries':['US','CA']");
        assertThat(codes(of("SHOP"))).isEmpty();
        assertThat(codes(of("14155550100"))).isEmpty();

        String one = vonage("SHOPUS", "'countries':['1']");
        assertThat(of("SHOPUS").findings())
                .extracting(Finding::code, it -> it.about() == null ? null : it.about().id())
                .containsExactly(tuple(Code.NORTH_AMERICA, one));
    }

    @Test
    void aWidgetThatNeverSendsAnSmsThereIsNoReason() {
        vonage("SHOP", "");
        widget(
                "One",
                "'defaultCountry':'US','countryChannels':{'US':'voice'},'resendChannels':['voice']");
        assertThat(codes(of("SHOP"))).isEmpty();
    }

    @Test
    void aNumberBesideLettersServesNorthAmerica() {
        provider(
                "sns-sms",
                "'region':'eu-west-1','accessKeyId':'A','secretAccessKey':'x','senderId':'SHOP',"
                        + "'originationNumber':'+14155550100'",
                "");
        widget("One", "'defaultCountry':'US'");
        assertThat(codes(of("SHOP"))).isEmpty();
        assertThat(of("SHOP").details())
                .extracting(ShownSender.Detail::what, ShownSender.Detail::text)
                .containsExactly(tuple(What.NUMBER, "+14155550100"));
    }

    @Test
    void messagesToIndiaNeedBothDltIds() {
        String vonage = vonage("SHOPIN", "");
        String widget = widget("One", "'defaultCountry':'DE'");
        assertThat(codes(of("SHOPIN"))).isEmpty();

        String india = widget("Two", "'defaultCountry':'IN'");
        assertThat(of("SHOPIN").findings())
                .extracting(Finding::code, it -> it.about() == null ? null : it.about().id())
                .containsExactly(tuple(Code.DLT_MISSING, vonage));
        assertThat(List.of(widget, india)).isEqualTo(ids(of("SHOPIN").widgets()));

        settings(vonage, "'dltEntityId':'1101','dltTemplateId':'1107'");
        assertThat(codes(of("SHOPIN"))).isEmpty();
        assertThat(of("SHOPIN").details())
                .extracting(ShownSender.Detail::what, ShownSender.Detail::text)
                .containsExactly(tuple(What.DLT_ENTITY, "1101"), tuple(What.DLT_TEMPLATE, "1107"));
    }

    @Test
    void aTextWithoutADltIdTakesTheProvidersOwn() {
        String vonage = vonage("SHOPIN", "");
        String text =
                sms("'dltEntityId':'1101'", ",'hi':{'text':'##OTP##','dltTemplateId':'1107'}");
        widget("One", "'templates':{'sms':{'templateId':'%s'}}".formatted(text));
        assertThat(of("SHOPIN").findings())
                .as("en has no id")
                .extracting(Finding::code, it -> it.about() == null ? null : it.about().id())
                .containsExactly(tuple(Code.DLT_MISSING, text));

        settings(vonage, "'dltEntityId':'1109','dltTemplateId':'1108'");
        assertThat(codes(of("SHOPIN"))).isEmpty();
        assertThat(of("SHOPIN").details())
                .extracting(it -> it.what(), it -> it.text(), it -> it.setBy().id())
                .containsExactlyInAnyOrder(
                        tuple(What.DLT_ENTITY, "1101", text),
                        tuple(What.DLT_TEMPLATE, "1107", text),
                        tuple(What.DLT_ENTITY, "1109", vonage),
                        tuple(What.DLT_TEMPLATE, "1108", vonage));
    }

    @Test
    void whoeverKeepsDltIdsAtTheVendorLacksNone() {
        provider("msg91-sms", "'authkey':'k','templateId':'t','sender':'SHOPIN'", "");
        widget("One", "'defaultCountry':'IN'");
        assertThat(codes(of("SHOPIN"))).isEmpty();
    }

    @Test
    void aCallerIdIsANumberOfAProvider() {
        String twilio = twilio("twilio-voice", "'from':'+918045678900'");
        String known = widget("Known", "'primaryChannel':'voice','callerId':'918045678900'");
        String other = widget("Other", "'primaryChannel':'voice','callerId':'918045678911'");
        assertThat(over(Channel.VOICE))
                .extracting(
                        ShownSender::sender, it -> it.setBy().id(), SendersIntegrationTests::codes)
                .containsExactly(
                        tuple("+918045678900", known, List.of()),
                        tuple("+918045678911", other, List.of(Code.CALLER_UNKNOWN)),
                        tuple("+918045678900", twilio, List.of(Code.UNUSED)));
    }

    @Test
    void namesWhatIsNotPassedOn() {
        String call = "'url':'https://sms.example/?from=%s&text=##TEXT##'";
        provider("http", call.formatted("SHOP"), "'channel':'sms'");
        String text = sms("'sender':'LOGIN'", "");
        widget("One", "'templates':{'sms':{'templateId':'%s'}}".formatted(text));
        assertThat(sms())
                .extracting(ShownSender::sender, SendersIntegrationTests::codes)
                .containsExactly(
                        tuple(null, List.of(Code.NOT_PASSED_ON)),
                        tuple("LOGIN", List.of(Code.UNUSED)));
        assertThat(sms().getFirst().findings().getFirst().about())
                .extracting(it -> it == null ? null : it.id())
                .isEqualTo(text);

        got(
                providers.change(
                        account,
                        got(providers.enabled(account)).getFirst().id(),
                        tree("{'settings':{" + call.formatted("##SENDER##") + "}}")));
        assertThat(sms())
                .extracting(ShownSender::sender, SendersIntegrationTests::codes)
                .containsExactly(tuple("LOGIN", List.of()));
    }

    @Test
    void namesWhoIsToldNoSender() {
        String smpp = provider("smpp", "'host':'smsc.example','systemId':'otp'", "");
        widget("One", "");
        assertThat(sms())
                .extracting(it -> it.setBy().id(), SendersIntegrationTests::codes)
                .containsExactly(tuple(smpp, List.of(Code.SENDER_MISSING)));
        settings(smpp, "'source':'SHOP'");
        assertThat(codes(of("SHOP"))).isEmpty();
    }

    @Test
    void tellsWhichApprovedTemplateGoesOut() {
        String twilio =
                twilio(
                        "twilio-whatsapp",
                        "'from':'+14155550100','contentSid':'%s'".formatted(CONTENT_SID));
        String text = template("whatsapp", "'whatsappName':'metas_name'", "");
        widget(
                "One",
                "'primaryChannel':'whatsapp','templates':{'whatsapp':{'templateId':'%s'}}"
                        .formatted(text));
        var shown = over(Channel.WHATSAPP).getFirst();
        assertThat(codes(shown)).containsExactly(Code.TEMPLATE_IGNORED);
        assertThat(shown.details())
                .extracting(it -> it.text(), it -> it.setBy().id())
                .containsExactly(tuple(CONTENT_SID, twilio));

        String sid = CONTENT_SID.replace("HX0", "HX1");
        got(
                templates.change(
                        account,
                        text,
                        _ ->
                                TemplateForm.read(
                                        tree(
                                                json(
                                                        "whatsapp",
                                                        "'whatsappName':'" + sid + "'",
                                                        "")))));
        shown = over(Channel.WHATSAPP).getFirst();
        assertThat(codes(shown)).isEmpty();
        assertThat(shown.details())
                .extracting(it -> it.text(), it -> it.setBy().id())
                .containsExactly(tuple(sid, text));
    }

    @Test
    void aMailsNameIsTheTemplatesOrTheWidgets() {
        provider("smtp", "'host':'mail.shop.example','from':'login@shop.example'", "");
        String text =
                got(templates.create(
                                account,
                                TemplateForm.read(
                                        tree(
                                                "{'name':'Mail','channel':'email','sender':'Shop"
                                                    + " Login',"
                                                    + "'variants':{'en':{'text':'##OTP##','subject':'Code'}}}"))))
                        .id();
        widget("One", "'templates':{'email':{'templateId':'%s'}}".formatted(text));
        widget("Two", "");
        var mails = over(Channel.EMAIL);
        assertThat(mails)
                .extracting(ShownSender::sender, ShownSender::type, SendersIntegrationTests::codes)
                .containsExactly(tuple("login@shop.example", Shape.EMAIL, List.of()));
        assertThat(mails.getFirst().details())
                .extracting(it -> it.what(), it -> it.text(), it -> it.setBy().id())
                .containsExactly(
                        tuple(What.NAME, "Shop Login", text), tuple(What.NAME, null, null));
    }

    @Test
    void tellsWhatNobodySeesAndWhatNobodySends() {
        vonage("SHOP", "");
        sms("'sender':'LOGIN'", "");
        template("voice", "'defaultLanguage':'en'", "");
        widget("Off", "");
        widget(
                "Mail",
                "'contactPoint':'email','primaryChannel':'email','resendChannels':['email']");
        assertThat(got(senders.of(account)).items())
                .filteredOn(it -> it.channel() != Channel.EMAIL)
                .filteredOn(it -> it.channel() != Channel.WHATSAPP)
                .extracting(ShownSender::sender, SendersIntegrationTests::codes)
                .containsExactly(
                        tuple("SHOP", List.of()),
                        tuple("LOGIN", List.of(Code.UNUSED)),
                        tuple(null, List.of(Code.UNSERVED)));
        run(
                "UPDATE widget SET settings = jsonb_set(settings, '{enabled}', 'false') WHERE"
                        + " account_id = "
                        + account);
        assertThat(sms())
                .extracting(ShownSender::sender, SendersIntegrationTests::codes)
                .containsExactly(
                        tuple("LOGIN", List.of(Code.UNUSED)), tuple("SHOP", List.of(Code.UNUSED)));
    }

    @Test
    void repeatsWhatWidgetsLack() {
        widget("Calls", "'primaryChannel':'voice'");
        assertThat(got(senders.of(account)).needs())
                .extracting(Matter::kind, Matter::channel)
                .containsExactly(tuple(Matter.Kind.CHANNEL_UNSERVED, Channel.VOICE));
    }

    @Test
    void answersOverTheApiAndTellsNoOtherAccount() {
        vonage("SHOP", "");
        sms("'sender':'LOGIN'", "");
        String key = got(authkeys.create(account, AuthkeyForm.of("Admin", Scope.ADMIN))).key();
        long stranger = got(accounts.create("Stranger")).id();
        String theirs = got(authkeys.create(stranger, AuthkeyForm.of("Admin", Scope.ADMIN))).key();
        String weak = got(authkeys.create(account, AuthkeyForm.of("Verify", Scope.VERIFY))).key();
        asked(key)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].sender")
                .isEqualTo("LOGIN")
                .jsonPath("$.items[0].channel")
                .isEqualTo("sms")
                .jsonPath("$.items[0].setBy.kind")
                .isEqualTo("template")
                .jsonPath("$.items[0].findings[0].code")
                .isEqualTo("unused")
                .jsonPath("$.items[1].sender")
                .isEqualTo("SHOP")
                .jsonPath("$.needs")
                .isEmpty();
        asked(theirs).expectStatus().isOk().expectBody().jsonPath("$.items").isEmpty();
        asked(weak).expectStatus().isForbidden();
    }

    private WebTestClient.ResponseSpec asked(String key) {
        return WebTestClient.bindToServer()
                .baseUrl(base())
                .build()
                .get()
                .uri("/v1/senders")
                .header("authkey", key)
                .exchange();
    }

    private List<ShownSender> sms() {
        return over(Channel.SMS);
    }

    private List<ShownSender> over(Channel channel) {
        return got(senders.of(account)).items().stream()
                .filter(it -> it.channel() == channel)
                .toList();
    }

    private ShownSender of(String sender) {
        return sms().stream().filter(it -> sender.equals(it.sender())).findFirst().orElseThrow();
    }

    private static List<Code> codes(ShownSender sender) {
        return sender.findings().stream().map(Finding::code).toList();
    }

    private static List<String> ids(List<Source> sources) {
        return sources.stream().map(Source::id).toList();
    }

    private String vonage(String from, String more) {
        return provider("vonage-sms", "'apiKey':'k','apiSecret':'s','from':'" + from + "'", more);
    }

    private String twilio(String kind, String settings) {
        String sid = "'accountSid':'AC0123456789abcdef0123456789abcdef','authToken':'t',";
        return provider(kind, sid + settings, "");
    }

    private String provider(String kind, String settings, String more) {
        String json =
                "{'name':'%s','kind':'%s','settings':{%s}%s}"
                        .formatted(kind, kind, settings, more.isEmpty() ? "" : "," + more);
        return got(providers.create(account, tree(json))).id();
    }

    private void settings(String provider, String settings) {
        got(providers.change(account, provider, tree("{'settings':{" + settings + "}}")));
    }

    private String sms(String settings, String variants) {
        return template("sms", settings, variants);
    }

    private String template(String channel, String settings, String variants) {
        clock.move(Duration.ofSeconds(1));
        return got(templates.create(
                        account, TemplateForm.read(tree(json(channel, settings, variants)))))
                .id();
    }

    private static String json(String channel, String settings, String variants) {
        return "{'name':'Text','channel':'%s',%s,'variants':{'en':{'text':'##OTP##'}%s}}"
                .formatted(channel, settings, variants);
    }

    /** Ids follow the clock, and lists the ids. */
    private String widget(String name, String settings) {
        clock.move(Duration.ofSeconds(1));
        return widget(
                account,
                "{'name':'%s','contactPoint':'both'%s}"
                        .formatted(name, settings.isEmpty() ? "" : "," + settings)
                        .replace("'contactPoint':'both','contactPoint'", "'contactPoint'")
                        .replace('\'', '"'));
    }

    private void run(String sql) {
        database.sql(sql).then().block();
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
    }
}
