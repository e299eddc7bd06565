package org.otpwidget.server.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.widget.WidgetSettings.ContactPoint;
import org.otpwidget.server.widget.WidgetSettings.Platforms;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;
import org.otpwidget.server.widget.WidgetSettings.WidgetType;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class WidgetFormTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void fillsInTheDefaults() {
        assertThat(WidgetForms.settings("{'name':'Shop','contactPoint':'both'}"))
                .isEqualTo(
                        new WidgetSettings(
                                "Shop",
                                true,
                                VerificationType.OTP,
                                null,
                                true,
                                ContactPoint.BOTH,
                                WidgetType.DEFAULT,
                                Channel.SMS,
                                List.of(Channel.SMS, Channel.EMAIL),
                                6,
                                3,
                                30,
                                10,
                                3,
                                false,
                                Map.of(),
                                null,
                                false,
                                Platforms.WEB,
                                true,
                                null,
                                false,
                                Map.of(),
                                true,
                                null,
                                null,
                                null,
                                null,
                                null));
    }

    @ParameterizedTest
    @CsvSource({"mobile, SMS, SMS", "email, EMAIL, EMAIL"})
    void fitsTheChannelsToTheContactPoint(String contactPoint, Channel primary, Channel resend) {
        var settings = WidgetForms.settings("{'name':'a','contactPoint':'" + contactPoint + "'}");

        assertThat(settings.primaryChannel()).isEqualTo(primary);
        assertThat(settings.resendChannels()).containsExactly(resend);
    }

    @Test
    void keepsEverythingInOneSpelling() {
        var settings =
                WidgetForms.settings(
                        """
                        {'name':'Shop <b>','contactPoint':'both','defaultCountry':'in','callerId':'+91 22-4000 1234',
                         'countryChannels':{'in':'whatsapp','US':'voice'},
                         'demoCredentials':{'name':'Reviewer','mobile':'+91 99999 99999','email':'Demo@Shop.Example','otp':'123456'}}
                        """);

        assertThat(settings.defaultCountry()).isEqualTo("IN");
        assertThat(settings.callerId()).isEqualTo("912240001234");
        assertThat(settings.countryChannels())
                .containsExactly(Map.entry("IN", Channel.WHATSAPP), Map.entry("US", Channel.VOICE));
        var demo = Objects.requireNonNull(settings.demoCredentials());
        assertThat(demo.mobile()).isEqualTo("919999999999");
        assertThat(demo.email()).isEqualToIgnoringCase("demo@shop.example");
        assertThat(demo.toString()).doesNotContain("123456");
    }

    @Test
    void acceptsAMagicLinkThatIsComplete() {
        WidgetForms.settings(
                """
                {'name':'a','contactPoint':'both','verificationType':'magicLink','redirectUrl':'https://shop.example/in?x=1',
                 'templates':{'sms':{'templateId':'t1','variables':{'VAR1':'name'}},'email':{'templateId':'t2'}}}
                """);
        WidgetForms.settings(
                """
                {'name':'a','contactPoint':'email','verificationType':'magicLink','redirectUrl':'http://localhost:3000/in',
                 'templates':{'email':{'templateId':'t2'}}}
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name                    | 'name':'a\\u0000b'",
                "name                    | 'name':''",
                "name                    | 'name':7",
                "contactPoint            | 'contactPoint':'fax'",
                "contactPoint            | 'contactPoint':null",
                "enabled                 | 'enabled':'yes'",
                "verificationType        | 'verificationType':'magic'",
                "otpLength               | 'otpLength':3",
                "otpLength               | 'otpLength':10",
                "otpLength               | 'otpLength':'6'",
                "resendCount             | 'resendCount':-1",
                "resendCount             | 'resendCount':101",
                "resendTime              | 'resendTime':99999999999999999999",
                "expiryTime              | 'expiryTime':0",
                "expiryTime              | 'expiryTime':1441",
                "expiryTime              | 'expiryTime':1.5",
                "attemptLimit            | 'attemptLimit':0",
                "primaryChannel          | 'primaryChannel':'email'",
                "primaryChannel          | 'contactPoint':'email','primaryChannel':'sms'",
                "primaryChannel          | 'primaryChannel':'telegram'",
                "resendChannels          | 'contactPoint':'mobile','resendChannels':['email']",
                "resendChannels          | 'contactPoint':'email','resendChannels':['sms','email']",
                "resendChannels          | 'resendChannels':'sms'",
                "resendChannels          | 'resendChannels':['sms','sms','sms','sms','sms']",
                "countryChannels.XX      | 'countryChannels':{'XX':'sms'}",
                "countryChannels.IN      | 'countryChannels':{'IN':'email'}",
                "countryChannels.IN      | 'countryChannels':{'IN':'fax'}",
                "countryChannels         | 'contactPoint':'email','countryChannels':{'IN':'sms'}",
                "defaultCountry          | 'defaultCountry':'India'",
                "defaultCountry          | 'defaultCountry':'ZZ'",
                "defaultCountry          | 'contactPoint':'email','defaultCountry':'IN'",
                "invisible               | 'invisible':true",
                "invisible               |"
                        + " 'invisible':true,'platforms':'mobile','contactPoint':'email'",
                "redirectUrl             | 'redirectUrl':'http://shop.example'",
                "redirectUrl             | 'redirectUrl':'javascript:alert(1)'",
                "redirectUrl             | 'redirectUrl':'https://shop.example/#in'",
                "matchCode               | 'matchCode':'on'",
                "redirectUrl             | 'redirectUrl':'https://user:secret@shop.example'",
                "redirectUrl             | 'redirectUrl':'//shop.example'",
                "redirectUrl             | 'redirectUrl':'http://localhost.evil.example'",
                "templates.fax           | 'templates':{'fax':{'templateId':'1'}}",
                "templates.sms.templateId | 'templates':{'sms':{}}",
                "templates.sms.variables.1x |"
                        + " 'templates':{'sms':{'templateId':'1','variables':{'1x':'a'}}}",
                "templates.email         |"
                        + " 'contactPoint':'mobile','templates':{'email':{'templateId':'1'}}",
                "templates.sms.defaults.1x |"
                        + " 'templates':{'sms':{'templateId':'1','defaults':{'1x':'a'}}}",
                "originLine              | 'originLine':'on'",
                "androidAppHash          | 'platforms':'both','androidAppHash':'shop'",
                "androidAppHash          | 'platforms':'both','androidAppHash':'FA+9qCX9VS=u'",
                "androidAppHash          | 'platforms':'web','androidAppHash':'FA+9qCX9VSu'",
                "callerId                | 'callerId':'call me'",
                "demoCredentials         | 'demoCredentials':{'name':'a','otp':'123456'}",
                "demoCredentials.otp     |"
                        + " 'demoCredentials':{'name':'a','email':'a@b.example','otp':'12345'}",
                "demoCredentials.otp     |"
                        + " 'demoCredentials':{'name':'a','email':'a@b.example','otp':'012345'}",
                "demoCredentials.email   |"
                        + " 'demoCredentials':{'name':'a','email':'nobody','otp':'123456'}",
                "demoCredentials.mobile  |"
                        + " 'demoCredentials':{'name':'a','mobile':'12','otp':'123456'}",
                "demoCredentials.mobile  |"
                    + " 'contactPoint':'email','demoCredentials':{'name':'a','mobile':'919999999999','otp':'123456'}",
                "demoCredentials.email   |"
                    + " 'contactPoint':'mobile','demoCredentials':{'name':'a','email':'a@b.example','otp':'123456'}",
                "colour                  | 'colour':'red'",
                "id                      | 'id':'3465756a3173343636383032'",
                "__proto__               | '__proto__':{}"
            })
    void refuses(String field, String change) {
        assertThat(fields("{'name':'a','contactPoint':'both'," + change + "}")).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "redirectUrl      | 'redirectUrl':null",
                "verificationType | 'primaryChannel':'voice'",
                "verificationType | 'resendChannels':['voice','sms']",
                "verificationType | 'countryChannels':{'IN':'voice'}",
                "templates.email  | 'templates':{'sms':{'templateId':'1'}}",
                "templates.whatsapp | 'resendChannels':['whatsapp']",
                "invisible        | 'platforms':'both','invisible':true",
                "demoCredentials  |"
                        + " 'demoCredentials':{'name':'a','email':'a@b.example','otp':'123456'}"
            })
    void refusesWithAMagicLink(String field, String change) {
        String complete =
                "{'name':'a','contactPoint':'both','verificationType':'magicLink','redirectUrl':'https://a.example',"
                    + "'templates':{'sms':{'templateId':'1'},'email':{'templateId':'2'}},";

        assertThat(fields(complete + change + "}")).containsExactly(field);
    }

    @Test
    void saysWhatToDoAboutEachMistake() {
        assertThat(errors("{'otpLength':3,'invisible':'x','colour':1}"))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "contactPoint", "name", "otpLength", "invisible", "colour");
        assertThat(errors("{'otpLength':3,'invisible':'x','colour':1}"))
                .extracting(FieldError::message)
                .allSatisfy(message -> assertThat(message).endsWith(".").hasSizeGreaterThan(15));
    }

    @Test
    void changesOnlyWhatAPatchNames() {
        var before =
                WidgetForms.settings(
                        "{'name':'a','contactPoint':'both','otpLength':8,'countryChannels':{'IN':'voice','US':'sms'}}");
        var after =
                WidgetForm.change(
                        before,
                        WidgetForms.object(
                                "{'otpLength':null,'resendTime':60,'countryChannels':{'US':null,'GB':'whatsapp'}}"),
                        JSON);

        assertThat(after.name()).isEqualTo("a");
        assertThat(after.otpLength()).isEqualTo(6);
        assertThat(after.resendTime()).isEqualTo(60);
        assertThat(after.countryChannels())
                .isEqualTo(Map.of("IN", Channel.VOICE, "GB", Channel.WHATSAPP));
    }

    @Test
    void readsBackWhatItWrote() {
        var settings =
                WidgetForms.settings(
                        """
                        {'name':'a','contactPoint':'both','countryChannels':{'IN':'voice'},'platforms':'both','invisible':true,
                         'templates':{'sms':{'templateId':'1','variables':{'VAR1':'x'},'defaults':{'VAR1':'y'}}},'originLine':false,
                         'androidAppHash':'FA+9qCX9VSu','widgetType':'custom'}
                        """);
        String json = JSON.writeValueAsString(settings);

        assertThat(JSON.readValue(json, WidgetSettings.class)).isEqualTo(settings);
        assertThat(WidgetForms.settings(json)).isEqualTo(settings);
    }

    @Test
    void writesNoDemoCodeAndKeepsItWhenAPatchDoesNotNameIt() {
        var settings =
                WidgetForms.settings(
                        "{'name':'a','contactPoint':'both','demoCredentials':{'name':'Reviewer','email':'a@b.example','otp':'424242','expiresAt':'2030-01-01T00:00:00Z'}}");

        assertThat(JSON.writeValueAsString(settings)).contains("Reviewer").doesNotContain("424242");
        var changed =
                WidgetForm.change(
                        settings,
                        WidgetForms.object("{'demoCredentials':{'name':'Tester'}}"),
                        JSON);
        var demo = Objects.requireNonNull(changed.demoCredentials());
        assertThat(demo.otp()).isEqualTo("424242");
        assertThat(demo.name()).isEqualTo("Tester");
        assertThat(demo.expiresAt()).isEqualTo("2030-01-01T00:00:00Z");
    }

    @Test
    void readsWhatWasStoredBeforeTemplatesHadDefaults() {
        String old = "{\"templateId\":\"1\",\"variables\":{\"VAR1\":\"x\"}}";

        assertThat(JSON.readValue(old, WidgetSettings.TemplateUse.class).defaults()).isEmpty();
    }

    private static List<String> fields(String body) {
        return errors(body).stream().map(FieldError::field).toList();
    }

    private static List<FieldError> errors(String body) {
        var refused = catchThrowableOfType(Refused.class, () -> WidgetForms.settings(body));
        assertThat(refused).as(body).isNotNull();
        return refused.problem().errors();
    }
}
