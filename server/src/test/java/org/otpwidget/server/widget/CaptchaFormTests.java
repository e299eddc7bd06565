package org.otpwidget.server.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.problem.FieldError;
import org.otpwidget.server.problem.Refused;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.widget.CaptchaProvider.Kind;

import tools.jackson.databind.json.JsonMapper;

import java.util.Objects;

class CaptchaFormTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String V3 = "{'kind':'recaptchaV3','siteKey':'k','secret':'hush'}";

    @Test
    void isBuiltInUntilKeysAreEntered() {
        assertThat(settings("null").captchaProvider()).isNull();
        assertThat(settings("{'kind':'builtin'}").captchaProvider()).isNull();
    }

    @Test
    void fillsInTheDefaults() {
        assertThat(settings(V3).captchaProvider())
                .isEqualTo(
                        new CaptchaProvider(
                                Kind.RECAPTCHA_V3,
                                "k",
                                SecretText.of("hush"),
                                null,
                                "otp_send",
                                0.5,
                                false));
        var hcaptcha = provider(settings("{'kind':'hcaptcha','siteKey':'k','secret':'s'}"));
        assertThat(hcaptcha.action()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | kind",
                "{'kind':'friendly'} | kind",
                "{'kind':'hcaptcha','secret':'s'} | siteKey",
                "{'kind':'turnstile','siteKey':'k'} | secret",
                "{'kind':'recaptchaEnterprise','siteKey':'k','secret':'s'} | project",
                "{'kind':'recaptchaEnterprise','siteKey':'k','secret':'s','project':'../x'} |"
                        + " project",
                "{'kind':'turnstile','siteKey':'k','secret':'s','action':'a b'} | action",
                "{'kind':'recaptchaV3','siteKey':'k','secret':'s','minimumScore':1.5} |"
                        + " minimumScore",
                "{'kind':'recaptchaV3','siteKey':'k','secret':'s','failOpen':1} | failOpen"
            })
    void saysWhatIsWrong(String provider, String field) {
        var refused =
                catchThrowableOfType(Refused.class, () -> settings(provider.replace('\'', '"')));
        assertThat(refused.problem().errors())
                .extracting(FieldError::field)
                .contains("captchaProvider." + field);
    }

    @Test
    void neverWritesTheSecret() {
        var settings = settings(V3);
        assertThat(JSON.writeValueAsString(settings))
                .contains("recaptchaV3")
                .doesNotContain("hush");
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @Test
    void keepsTheSecretThatAChangeDoesNotName() {
        assertThat(secret(changed("{'captchaProvider':{'minimumScore':0.9}}"))).isEqualTo("hush");
        assertThat(secret(changed("{'name':'b'}"))).isEqualTo("hush");
        assertThat(secret(changed("{'captchaProvider':{'secret':'new'}}"))).isEqualTo("new");
        assertThat(changed("{'captchaProvider':null}").captchaProvider()).isNull();
        assertThat(changed("{'captchaProvider':{'kind':'builtin'}}").captchaProvider()).isNull();
    }

    @Test
    void handsTheSecretToNoOtherVendor() {
        var refused =
                catchThrowableOfType(
                        Refused.class, () -> changed("{'captchaProvider':{'kind':'turnstile'}}"));
        assertThat(refused.problem().errors())
                .extracting(FieldError::field)
                .containsExactly("captchaProvider.secret");
    }

    private static WidgetSettings settings(String provider) {
        return WidgetForms.settings(
                "{'name':'a','contactPoint':'both','captchaProvider':" + provider + "}");
    }

    private static WidgetSettings changed(String patch) {
        return WidgetForm.change(settings(V3), WidgetForms.object(patch), JSON);
    }

    private static CaptchaProvider provider(WidgetSettings settings) {
        return Objects.requireNonNull(settings.captchaProvider());
    }

    private static String secret(WidgetSettings settings) {
        return Objects.requireNonNull(provider(settings).secret()).reveal();
    }
}
