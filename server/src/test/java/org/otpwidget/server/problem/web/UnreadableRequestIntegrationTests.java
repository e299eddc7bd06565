package org.otpwidget.server.problem.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.RawHttp;
import org.otpwidget.server.RunningServer;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What HTTP clients don't send: every answer is JSON all the same, and no log line quotes it. */
class UnreadableRequestIntegrationTests extends RunningServer {

    private static final String SECRET = "tokenAuth=tk-in-the-query";

    @LocalServerPort private int port;

    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    lines.add(event);
                }
            };

    @BeforeEach
    void listen() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(appender);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v5/widget/%zz?{s} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v5/widget/sendOtp%?{s}&x=%zz HTTP/1.1\r\nHost: a\r\nConnection:"
                        + " close\r\n\r\n",
                "GET /api/v5/widget/a|b\"<>^`{}\\?{s} HTTP/1.1\r\nHost: a\r\nConnection:"
                        + " close\r\n\r\n",
                "GET /api/v5/widget/getWidgetProcess?{s}\u00ff HTTP/1.1\r\nHost: a\r\nConnection:"
                        + " close\r\n\r\n",
                "GET /api/v5/widget/getWidgetProcess?{s} HTTP/1.1\r\nHost: a b%\r\n\r\n",
                "GET /api/v5/widget/getWidgetProcess?{s} HTTP/1.1\r\nHost: a\r\nX: {long}\r\n\r\n",
                "GET /api/v5/widget/getWidgetProcess?{s} HTTP/1.1\r\nHo st: a\r\n\r\n",
                "GET /api/v5/widget/getWidgetProcess?{s}{long} HTTP/1.1\r\nHost: a\r\n\r\n",
                "BREW /api/v5/widget/sendOtp?{s} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v5/widget/sendOtp?{s} HTTP/9.7\r\nHost: a\r\n\r\n",
                "POST /api/v5/widget/sendOtp?{s} HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "POST /api/v5/widget/sendOtp?{s} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:"
                        + " chunked\r\n\r\nzz\r\n{}\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000 {s}\r\n\r\n",
                "{s}\r\n\r\n",
            })
    void isAnsweredInTheEnvelope(String sent) {
        String answer = RawHttp.exchange(port, filled(sent));
        assertThat(answer).startsWith("HTTP/1.1 ").contains("ontent-").doesNotContain("HTTP/1.1 5");
        JsonNode body = JsonMapper.shared().readTree(bodyOf(answer));
        assertThat(body.path("type").asString()).isEqualTo("error");
        assertThat(body.path("message").asString()).isNotBlank();
        assertThat(body.path("reason").asString()).isNotBlank();
        assertQuiet();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/widgets/%zz?{s} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /v1/widgets?{s} HTTP/1.1\r\nHost: a\r\nX: {long}\r\n\r\n",
                "GET /v1/widgets?{s} HTTP/1.1\r\nHost: a b\r\n\r\n",
            })
    void isAProblemBelowV1(String sent) {
        String answer = RawHttp.exchange(port, filled(sent));
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
        JsonNode body = JsonMapper.shared().readTree(bodyOf(answer));
        assertThat(body.path("type").asString()).startsWith("urn:otp-widget:problem:");
        assertQuiet();
    }

    @Test
    void doesNotMixAnswersUp() {
        String good = "GET /api/v5/widget/nothing HTTP/1.1\r\nHost: a\r\n\r\n";
        String answers = RawHttp.exchange(port, good + good + "rubbish\r\n\r\n");
        assertThat(answers.split("HTTP/1.1 ", -1).length - 1).isBetween(0, 3);
        assertThat(answers.split("HTTP/1.1 400", -1).length - 1).isBetween(0, 1);
        if (answers.contains("HTTP/1.1 400")) {
            assertThat(answers.lastIndexOf("HTTP/1.1 ")).isEqualTo(answers.indexOf("HTTP/1.1 400"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v5/widget/sendOtp", "/v1/widgets"})
    void aClientThatHangsUpIsNoError(String path) {
        String request =
                "POST %s?%s HTTP/1.1\r\nHost: a\r\nauthkey: %s\r\nContent-Type: application/json\r\n"
                                .formatted(path, SECRET, adminKey)
                        + "Content-Length: 1000\r\n\r\n{\"widgetId\":";
        for (int n = 0; n < 20; n++) {
            RawHttp.hangUpAfter(port, request);
        }
        await().during(Duration.ofSeconds(1))
                .until(() -> lines.stream().noneMatch(UnreadableRequestIntegrationTests::alarm));
        assertQuiet();
    }

    private static boolean alarm(ILoggingEvent line) {
        return line.getLevel().isGreaterOrEqual(Level.WARN);
    }

    private static String filled(String sent) {
        return sent.replace("{s}", SECRET).replace("{long}", "a".repeat(20_000));
    }

    private static String bodyOf(String answer) {
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        return body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1);
    }

    private void assertQuiet() {
        assertThat(lines)
                .noneMatch(
                        line ->
                                (line.getFormattedMessage()
                                                + ThrowableProxyUtil.asString(
                                                        line.getThrowableProxy()))
                                        .contains("tk-in-the-query"));
    }
}
