package org.otpwidget.server.dashboard.widgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.widget.WidgetForm;
import org.otpwidget.server.widget.WidgetSettings;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.stream.Collectors;

class WidgetPlanTests {

    @Test
    void hasAFieldForEverySetting() {
        var shown =
                WidgetPlan.ALL
                        .fields()
                        .map(field -> field.path().split("\\.", -1)[0])
                        .collect(Collectors.toSet());
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(WidgetSettings.class.getRecordComponents())
                                .map(component -> component.getName())
                                .toList());
    }

    /** Bodies that break each rule of the reader, alone or together. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'name':5,'enabled':5,'verificationType':5,'redirectUrl':5,'matchCode':5}",
                "{'contactPoint':5,'widgetType':5,'primaryChannel':5,'resendChannels':5}",
                "{'otpLength':0,'resendCount':-1,'resendTime':-1,'expiryTime':0,'attemptLimit':0}",
                "{'newCodeOnResend':5,'countryChannels':5,'defaultCountry':'XX','invisible':5}",
                "{'platforms':5,'captcha':5,'iframe':5,'originLine':5,'androidAppHash':'x'}",
                "{'callerId':'x','demoCredentials':5,'autoRetry':5,'captchaProvider':5}",
                "{'countryChannels':{'XX':'sms','IN':'pigeon'},'resendChannels':['pigeon']}",
                "{'captchaProvider':{}}",
                "{'captchaProvider':{'kind':'recaptchaEnterprise','minimumScore':2,'failOpen':5}}",
                "{'captchaProvider':{'kind':'turnstile','project':'X','action':'!','siteKey':5}}",
                "{'templates':{'sms':{},'email':{'templateId':5},'voice':5,'whatsapp':5}}",
                "{'templates':{'sms':{'templateId':'x','variables':{'1':'x'},'defaults':{'A':''}}}}",
                "{'templates':{'sms':{'templateId':'x','variables':5,'defaults':5}}}",
                "{'demoCredentials':{'mobile':'x','email':'x','expiresAt':'x'}}",
                "{'autoRetry':{'afterSeconds':1,'channels':['pigeon']}}",
                "{'name':'a','contactPoint':'email','primaryChannel':'sms','resendChannels':['sms'],"
                    + "'countryChannels':{'IN':'sms'},'defaultCountry':'IN','invisible':true,"
                    + "'autoRetry':{'afterSeconds':5,'channels':['email']},"
                    + "'templates':{'sms':{'templateId':'x'}},'androidAppHash':'FA+9qCX9VSu'}",
                "{'name':'a','contactPoint':'mobile','primaryChannel':'email',"
                        + "'countryChannels':{'IN':'email'},'redirectUrl':'http://a.example',"
                        + "'demoCredentials':{'name':'a','otp':'12','email':'a@shop.example'}}",
                "{'name':'a','contactPoint':'both','primaryChannel':'voice','invisible':true,"
                        + "'platforms':'mobile','verificationType':'magicLink',"
                        + "'demoCredentials':{'name':'a','otp':'123456'}}"
            })
    void everyMistakeFindsItsField(String body) {
        var json = (ObjectNode) JsonMapper.shared().readTree(body.replace('\'', '"'));
        var errors =
                catchThrowableOfType(Refused.class, () -> WidgetForm.read(json)).problem().errors();
        var form = WidgetPlan.ALL.show(json, errors);

        assertThat(errors).isNotEmpty();
        assertThat(errors).allSatisfy(error -> assertThat(form.target(error)).isNotEqualTo("form"));
    }
}
