package org.otpwidget.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LogFormatTests {

    @ParameterizedTest
    @CsvSource({
        "production, OTP_OTHER=, ecs",
        "production, OTP_LOG_FORMAT=json, ecs",
        "production, OTP_LOG_FORMAT=text, ''",
        "demo, OTP_OTHER=, ''",
        "demo, OTP_LOG_FORMAT=json, ecs",
        "demo, OTP_LOG_FORMAT=text, ''",
    })
    void machinesGetJsonAndTheDemoText(String profile, String setting, String format) {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withSystemProperties(setting)
                .withPropertyValues("spring.profiles.active=" + profile)
                .run(
                        context ->
                                assertThat(
                                                context.getEnvironment()
                                                        .getProperty(
                                                                "logging.structured.format.console"))
                                        .isEqualTo(format));
    }
}
