package org.otpwidget.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import java.time.Clock;

/** The OTP Widget server: verifies visitors' phone numbers and e-mail addresses. */
@SpringBootApplication
public class OtpWidgetServer {

    /** Starts the server; {@code --spring.profiles.active=demo} seeds an account to play with. */
    public static void main(String... arguments) {
        SpringApplication.run(OtpWidgetServer.class, arguments);
    }

    /** The time, for all rooms; tests move it. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
