package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** No secret and no identifier gets into the log, at whatever level this server logs. */
class LogHygieneIntegrationTests extends VerificationServer {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = logger("org.otpwidget");
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    lines.add(
                            event.getFormattedMessage()
                                    + event.getMDCPropertyMap()
                                    + event.getKeyValuePairs()
                                    + ThrowableProxyUtil.asString(event.getThrowableProxy()));
                }
            };

    @BeforeEach
    void listen() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        ours.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(appender);
        ours.setLevel(null);
    }

    @Test
    void tellsNobodysSecrets() {
        Site site = site();
        secrets.addAll(List.of(site.token(), site.authkey()));
        visit(site, mobile());
        visit(site, email());
        String refused = Postbox.REFUSED + ".visitor@example.com";
        secrets.add(refused);
        String reqId = site.started(refused);
        assertThat(site.verify(reqId, "1234567").code()).isEqualTo(705);
        assertThat(site.client().post("verifyOtp", "a/b;;", bytes("{\"otp\":\"7654321")).code())
                .isZero();
        awaitFailure(reqId);
        assertThat(lines).as("the failed message").anyMatch(line -> line.contains(reqId));
        assertThat(lines).allSatisfy(line -> assertThat(secrets).noneMatch(line::contains));
    }

    private void visit(Site site, String identifier) {
        secrets.add(identifier);
        String reqId = site.started(identifier, "VAR1", "visitors-own-words");
        String code = postbox.code(reqId);
        String wrong = Site.wrong(code);
        secrets.addAll(List.of(code, wrong, "visitors-own-words"));
        assertThat(site.verify(reqId, wrong).code()).isEqualTo(705);
        assertThat(site.retry(reqId).code()).isEqualTo(704);
        clock.move(Duration.ofSeconds(30));
        assertThat(site.retry(reqId).succeeded()).isTrue();
        postbox.code(reqId, 2);
        String token = site.verify(reqId, code).message();
        secrets.add(token);
        secrets.add(token.substring(token.lastIndexOf('.')));
        assertThat(site.verify(reqId, code).code()).isEqualTo(703);
        assertThat(site.exchange(token, "identifier", "someone@else.example").code())
                .isEqualTo(418);
        assertThat(site.exchange(token + "x").code()).isEqualTo(418);
        assertThat(site.exchange(token).succeeded()).isTrue();
        assertThat(site.exchange(token).code()).isEqualTo(702);
        assertThat(site.with("no-such-token").send(identifier).code()).isEqualTo(201);
        secrets.addAll(List.of("someone@else.example", "no-such-token"));
    }

    private void awaitFailure(String reqId) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String failed =
                "SELECT count(*) FROM message WHERE status = 'failed' AND request_id = '"
                        + reqId
                        + "'";
        while (number(failed) == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
