package org.otpwidget.server.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.StartFailedException;

import java.util.Objects;

class SmtpServerTests {

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example, 587, OFFERED",
        "smtp://mail.example:25, 25, OFFERED",
        "smtp://u:p@mail.example, 587, REQUIRED",
        "smtp://u:p@localhost:1025, 1025, OFFERED",
        "smtp://u:p@mail.example?starttls=offered, 587, OFFERED",
        "smtp://mail.example?starttls=required, 587, REQUIRED",
        "smtp://u:p@mail.example?starttls=never, 587, NEVER",
        "smtps://u:p@mail.example, 465, IMPLICIT",
        "smtps://mail.example:1465, 1465, IMPLICIT",
    })
    void readsPortAndEncryption(String url, int port, SmtpServer.Tls tls) {
        SmtpServer server = SmtpServer.parse(url);

        assertThat(server.port()).isEqualTo(port);
        assertThat(server.tls()).isEqualTo(tls);
        assertThat(server.verified()).isTrue();
    }

    @Test
    void decodesUserAndPassword() {
        SmtpServer server = SmtpServer.parse("smtp://ann%40shop.example:p%3A%2F+%25@mail.example");

        assertThat(server.user()).isEqualTo("ann@shop.example");
        assertThat(Objects.requireNonNull(server.password()).reveal()).isEqualTo("p:/+%");
        assertThat(server.toString()).doesNotContain("p:/+%");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example",
                "http://mail.example",
                "smtp://secret@mail.example",
                "smtp://",
                "smtp://a b:secret@mail.example",
                "smtp://u:secret@mail.example?tls=yes",
                "smtp://u:secret%zz@mail.example",
            })
    void refusesOtherFormsWithoutRepeatingThem(String url) {
        assertThatThrownBy(() -> SmtpServer.parse(url))
                .isInstanceOf(StartFailedException.class)
                .hasMessageStartingWith("OTP_SMTP_URL ")
                .hasMessageNotContaining("secret");
    }
}
