package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.operator.Role;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;

/**
 * A connection that is kept goes on answering, whatever was asked over it: operators' browsers
 * reuse the one that a redirect came over.
 */
class KeptConnectionIntegrationTests extends DashboardServer {

    private static final int PATIENCE_MILLIS = 20_000;

    /**
     * The first is answered from the database; the second waits for it, and is answered at once.
     */
    @Test
    void goesOnAfterARequestThatWaitedAndWasAnsweredAtOnce() throws IOException {
        Browser owner = person(newAccount(), Role.OWNER).browser();
        var server = URI.create(owner.base());
        String page = request("/dashboard", owner.cookie("otp-session"));
        String redirect = request("/dashboard", "");

        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (int round = 0; round < 5; round++) {
                socket.getOutputStream().write((page + redirect).getBytes(US_ASCII));
                assertThat(status(answers)).contains(" 200 ");
                assertThat(status(answers)).contains(" 303 ");
            }
        }
    }

    private static String request(String path, String session) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: otp-session=%s\r\n\r\n"
                .formatted(path, session);
    }

    /** The next status line: no page holds such a line. */
    private static String status(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.contains("HTTP/1.1 ")) {
            line = answers.readLine();
        }
        return String.valueOf(line);
    }
}
