package org.otpwidget.server.captcha;

import io.micrometer.core.instrument.MeterRegistry;

import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.widget.CaptchaProvider.Kind;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import java.time.Clock;
import java.util.List;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CaptchaSettings.class)
class CaptchaConfiguration {

    @Bean
    Vendors captchaVendors(CaptchaSettings settings) {
        return new Vendors(settings.patience());
    }

    @Bean
    Captcha captcha(
            CaptchaSettings settings,
            Vendors vendors,
            DatabaseClient database,
            Secrets secrets,
            MeterRegistry metrics,
            Clock clock) {
        var work =
                new ProofOfWork(
                        new Challenges(secrets, settings.lifetime()),
                        new Pressure(database, settings, clock),
                        clock);
        return new Captcha(
                work,
                kinds(settings, vendors, secrets),
                new Passes(database),
                secrets,
                metrics,
                clock);
    }

    private static List<CaptchaKind> kinds(
            CaptchaSettings settings, Vendors vendors, Secrets secrets) {
        return List.of(
                new SiteVerify(Kind.RECAPTCHA_V2, settings.recaptchaUrl(), vendors, secrets),
                new SiteVerify(Kind.RECAPTCHA_V3, settings.recaptchaUrl(), vendors, secrets),
                new RecaptchaEnterprise(settings.recaptchaEnterpriseUrl(), vendors, secrets),
                new SiteVerify(Kind.HCAPTCHA, settings.hcaptchaUrl(), vendors, secrets),
                new SiteVerify(Kind.TURNSTILE, settings.turnstileUrl(), vendors, secrets));
    }
}
