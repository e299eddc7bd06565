package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.account.Account;
import org.otpwidget.server.account.Retention;
import org.otpwidget.server.database.TestDatabase;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.OperatorSession;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.secret.SecretText;
import org.otpwidget.server.secret.Secrets;
import org.springframework.http.HttpHeaders;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

class UndosTests {

    /** Where there is no HTTPS, a browser might drop a cookie that asks for it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsCookieKeepsToHttpsWhereThereIs(boolean secure) {
        var secrets = new Secrets(SecretText.of(TestDatabase.SECRET), List.of());
        var undos = new Undos(secrets, Clock.systemUTC());
        String path = "/dashboard/widgets/" + "0".repeat(24) + "/enabled";

        var answer =
                undos.go(visit(!secure), "/dashboard", "widget.disabled", Undo.enabled(path, true));

        String cookie = String.valueOf(answer.headers().getFirst(HttpHeaders.SET_COOKIE));
        assertThat(cookie.contains("; Secure")).isEqualTo(secure);
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
    }

    private static Visit visit(boolean plain) {
        var now = Instant.EPOCH;
        var operator = new Operator("1", 1, "owner@shop.example", Role.OWNER, true, now, null);
        return new Visit(
                new OperatorSession("2", operator, now, now, now, "127.0.0.1", ""),
                new Account(1, "Shop", ZoneOffset.UTC, null, Retention.USUAL, null, now),
                InetAddress.getLoopbackAddress(),
                plain);
    }
}
