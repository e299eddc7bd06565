package org.otpwidget.server.widget;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Contract section 1, WidgetData. */
class WidgetDataTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void isExactlyWhatClientsExpect() {
        var data =
                data(
                        """
                        {'name':'Shop','contactPoint':'both','widgetType':'custom','primaryChannel':'whatsapp','captcha':false,
                         'resendChannels':['voice','email'],'platforms':'both','defaultCountry':'IN',
                         'countryChannels':{'US':'sms','GB':'sms'},'templates':{'voice':{'templateId':'t9'}},
                         'demoCredentials':{'name':'Reviewer','email':'demo@shop.example','otp':'424242'}}
                        """);

        assertThat(data)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"widgetId":"3465756a3173343636383032","widget_id":"3465756a3173343636383032",
                                 "widgetPrimaryId":42,"companyId":7,"name":"Shop",
                                 "status":{"value":"1","name":"Enabled"},
                                 "widgetType":{"value":"2","name":"Custom"},
                                 "processType":{"value":"1","name":"BOTH"},
                                 "verificationType":"1","otpLength":6,"retryTime":30,"retryCount":3,"expiryTime":10,
                                 "invisible":0,"captchaValidations":0,"iFrame":0,"mobileIntegration":1,
                                 "globalDefaultChannel":12,"countriesDefaultChannel":{"GB":11,"US":11},
                                 "defaultCountry":{"iso2":"in","name":"India","dialCode":"91","priority":0,"areaCodes":null},
                                 "widgetMeta":{"captcha_type":""},"oneTapVerification":null,
                                 "processes":[
                                   {"processId":"42-2-12","processVia":{"value":"2","name":"MOBILE"},
                                    "channel":{"value":"12","name":"WHATSAPP"},"templateId":null,"countryCode":[],"use_default":true},
                                   {"processId":"42-2-11-GB-US","processVia":{"value":"2","name":"MOBILE"},
                                    "channel":{"value":"11","name":"SMS"},"templateId":null,"countryCode":["GB","US"],"use_default":true},
                                   {"processId":"42-3-3","processVia":{"value":"3","name":"EMAIL"},
                                    "channel":{"value":"3","name":"EMAIL"},"templateId":null,"countryCode":[],"use_default":true},
                                   {"processId":"42-5-4","processVia":{"value":"5","name":"RETRY"},
                                    "channel":{"value":"4","name":"VOICE"},"templateId":"t9","countryCode":[],"use_default":false},
                                   {"processId":"42-5-3","processVia":{"value":"5","name":"RETRY"},
                                    "channel":{"value":"3","name":"EMAIL"},"templateId":null,"countryCode":[],"use_default":true}],
                                 "createdAt":"2026-01-02T03:04:05Z","lastUpdatedAt":"2026-01-02T03:04:05Z"}
                                """));
    }

    @Test
    void neverCarriesDemoCredentials() {
        String body =
                data("{'name':'a','contactPoint':'both','demoCredentials':"
                                + "{'name':'Reviewer','email':'demo@shop.example','otp':'424242'}}")
                        .toString();

        assertThat(body).doesNotContain("424242", "Reviewer", "demo@shop.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/processType/value | '2' | 'contactPoint':'mobile'",
                "/processType/value | '3' | 'contactPoint':'email'",
                "/widgetType/value  | '1' | 'contactPoint':'both'",
                "/status/value      | '0' | 'contactPoint':'both','enabled':false",
                "/invisible         | 1   |"
                        + " 'contactPoint':'mobile','platforms':'mobile','invisible':true",
                "/mobileIntegration | 0   | 'contactPoint':'mobile','platforms':'web'",
                "/mobileIntegration | 1   | 'contactPoint':'mobile','platforms':'mobile'",
                "/iFrame            | 1   | 'contactPoint':'mobile','iframe':true",
                "/captchaValidations | 1  | 'contactPoint':'mobile'",
                "/widgetMeta/captcha_type | 'builtin' | 'contactPoint':'mobile'",
                "/widgetMeta | {'captcha_type':'hcaptcha','captcha_site_key':'k'} |"
                    + " 'contactPoint':'mobile','captchaProvider':{'kind':'hcaptcha','siteKey':'k','secret':'s'}",
                "/widgetMeta |"
                    + " {'captcha_type':'recaptchaV3','captcha_site_key':'k','captcha_action':'otp_send'}"
                    + " | 'contactPoint':'mobile','captchaProvider':{'kind':'recaptchaV3','siteKey':'k','secret':'s'}",
                "/globalDefaultChannel | 3 | 'contactPoint':'email'",
                "/processes/0/processVia/value | '3' | 'contactPoint':'email'",
                "/defaultCountry    | null | 'contactPoint':'email'",
                "/verificationType  | '2' |"
                    + " 'contactPoint':'email','verificationType':'magicLink','redirectUrl':'https://a.example','templates':{'email':{'templateId':'1'}}"
            })
    void followsTheSettings(String pointer, String value, String settings) {
        assertThat(data("{'name':'a'," + settings + "}").at(pointer))
                .isEqualTo(JSON.readTree(value.replace('\'', '"')));
    }

    private static JsonNode data(String settings) {
        return JSON.readTree(JSON.writeValueAsString(WidgetData.of(WidgetForms.widget(settings))));
    }
}
