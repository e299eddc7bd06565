package org.otpwidget.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.otpwidget.server.template.TemplateSamples.object;
import static org.otpwidget.server.template.TemplateSamples.settings;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.form.MergePatch;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class TemplateFormTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void keepsEverythingInOneSpelling() {
        var settings =
                settings(
                        """
                        {'name':'a','channel':'sms','variants':{
                          'PT_br':{'text':' ##OTP##\\r\\nx '},'hi':{'text':'##OTP## ##B## ##A## ##SENDER##'}}}
                        """);

        assertThat(settings.variants().keySet()).containsExactly("hi", "pt-BR");
        assertThat(settings.variant("pt-BR").text()).isEqualTo("##OTP##\nx");
        assertThat(settings.defaultLanguage()).isEqualTo("hi");
        assertThat(settings.variables()).containsExactlyInAnyOrder("A", "B");
    }

    @Test
    void readsBackWhatItWrote() {
        var settings =
                settings(
                        """
                        {'name':'a','channel':'email','sender':'Shop','defaultLanguage':'de','variants':{
                          'de':{'subject':'s','text':'##OTP##','html':'<p>##OTP##</p>'},'en':{'subject':'s','text':'##OTP##'}}}
                        """);
        var json = (ObjectNode) JSON.valueToTree(settings);

        assertThat(TemplateForm.read(json)).isEqualTo(settings);
        assertThat(TemplateForm.change(json, object("{'variants':{'en':null},'name':'b'}")))
                .satisfies(
                        changed -> {
                            assertThat(changed.name()).isEqualTo("b");
                            assertThat(changed.variants()).containsOnlyKeys("de");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name                   | {'name':null}",
                "channel                | {'channel':null}",
                "channel                | {'channel':'fax'}",
                "variants               | {'variants':null}",
                "variants               | {'variants':{'en':null}}",
                "variants               | {'variants':[]}",
                "variants.english text  | {'variants':{'english text':{'text':'##OTP##'}}}",
                "variants.und           | {'variants':{'und':{'text':'##OTP##'}}}",
                "variants.EN            | {'variants':{'EN':{'text':'##OTP##'}}}",
                "variants.en.text       | {'variants':{'en':{'text':'no code'}}}",
                "variants.en.text       | {'variants':{'en':{'text':''}}}",
                "variants.en.text       | {'variants':{'en':{'text':null}}}",
                "variants.en.text       | {'variants':{'en':{'text':'##OTP## \\u0000'}}}",
                "variants.en.text       | {'variants':{'en':{'text':'##OTP## \\u202e'}}}",
                "variants.en.text       | {'variants':{'en':{'text':'##OTP## \\ud800'}}}",
                "variants.en.subject    | {'variants':{'en':{'subject':'s'}}}",
                "variants.en.html       | {'variants':{'en':{'html':'<p>'}}}",
                "variants.en.script     | {'variants':{'en':{'script':'x'}}}",
                "variants.en.dltTemplateId | {'variants':{'en':{'dltTemplateId':'x1'}}}",
                "variants.en.whatsappLanguage | {'variants':{'en':{'whatsappLanguage':'en'}}}",
                "sender                 | {'sender':'Much too long'}",
                "sender                 | {'sender':'Ä'}",
                "whatsappName           | {'whatsappName':'a'}",
                "dltEntityId            | {'dltEntityId':'-1'}",
                "defaultLanguage        | {'defaultLanguage':'de'}",
                "accountId              | {'accountId':1}"
            })
    void refuses(String field, String change) {
        assertThat(fields(change)).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "variants.en.subject | {'variants':{'en':{'subject':null}}}",
                "variants.en.subject | {'variants':{'en':{'subject':'a\\nBcc: b'}}}",
                "variants.en.html    | {'variants':{'en':{'html':'<p>no code</p>'}}}",
                "variants.en.html    | {'variants':{'en':{'html':'<a ##X##>##OTP##</a>'}}}",
                "whatsappName        | {'whatsappName':'a'}"
            })
    void refusesInAMail(String field, String change) {
        var mail =
                object(
                        "{'name':'a','channel':'email','variants':{'en':{'subject':'s','text':'##OTP##'}}}");

        assertThat(fields(mail, change)).contains(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"login_code", "HX0123456789abcdef0123456789ABCDEF"})
    void takesApprovedTemplatesAsMetaAndTwilioNameThem(String name) {
        var settings =
                TemplateForm.read(
                        object(
                                "{'name':'a','channel':'whatsapp','whatsappName':'%s','variants':{'en':{'text':'##OTP##'}}}"
                                        .formatted(name)));

        assertThat(settings.whatsappName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sender        | whatsapp | {'sender':'a'}",
                "sender        | voice    | {'sender':'a'}",
                "whatsappName  | whatsapp | {'whatsappName':'Login Code'}",
                "whatsappName  | whatsapp | {'whatsappName':'HX0123456789abcdef'}",
                "variants.en.whatsappLanguage | whatsapp |"
                        + " {'variants':{'en':{'whatsappLanguage':'EN-us'}}}",
                "dltEntityId   | voice    | {'dltEntityId':'1'}"
            })
    void refusesWhatTheChannelDoesNotHave(String field, String channel, String change) {
        var body =
                object(
                        "{'name':'a','channel':'%s','variants':{'en':{'text':'##OTP##'}}}"
                                .formatted(channel));

        assertThat(fields(body, change)).containsExactly(field);
    }

    @Test
    void keepsTheChannel() {
        var current = object("{'name':'a','channel':'sms','variants':{'en':{'text':'##OTP##'}}}");

        assertThat(errors(() -> TemplateForm.change(current, object("{'channel':'voice'}"))))
                .extracting(FieldError::field)
                .containsExactly("channel");
    }

    @Test
    void keepsCarryingACodeOrALink() {
        var current = object("{'name':'a','channel':'sms','variants':{'en':{'text':'##OTP##'}}}");
        var link = object("{'variants':{'en':{'text':'##LINK##'}}}");

        assertThat(errors(() -> TemplateForm.change(current, link)))
                .extracting(FieldError::field)
                .containsExactly("variants");
        assertThat(
                        TemplateForm.change(MergePatch.apply(current, link), object("{'name':'b'}"))
                                .carriesLink())
                .isTrue();
    }

    @Test
    void carriesACodeOrALinkInAllLanguages() {
        assertThat(fields("{'variants':{'de':{'text':'##LINK##'}}}"))
                .containsExactlyInAnyOrder("variants.en.text", "variants.en.text");
    }

    private static List<String> fields(String change) {
        return fields(
                object("{'name':'a','channel':'sms','variants':{'en':{'text':'##OTP##'}}}"),
                change);
    }

    /** Not over {@code change}, which looks at the channel first. */
    private static List<String> fields(ObjectNode body, String change) {
        var changed = MergePatch.apply(body, object(change));
        return errors(() -> TemplateForm.read(changed)).stream().map(FieldError::field).toList();
    }

    private static List<FieldError> errors(ThrowingCallable call) {
        var refused = catchThrowableOfType(Refused.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.problem().errors())
                .allSatisfy(error -> assertThat(error.message()).endsWith("."));
        return refused.problem().errors();
    }
}
