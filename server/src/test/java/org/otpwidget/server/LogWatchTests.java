package org.otpwidget.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPMDCAdapter;

/** Proves that the watch over the run's log can fail, on a log of its own. */
class LogWatchTests {

    private final LoggerContext context = new LoggerContext();
    private final Logger log = context.getLogger("org.example.Talker");
    private final LogWatch watch = new LogWatch();

    @BeforeEach
    void listen() {
        context.setMDCAdapter(new NOPMDCAdapter());
        watch.attach(context);
        watch.add("919876543210");
        watch.add("tk_0123456789abcdef");
        watch.addCode("482913");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sent to 919876543210",
                "sent to +919876543210.",
                "{\"identifier\":\"919876543210\"}",
                "GET /x?tokenAuth=tk_0123456789abcdef&a=b",
                "code 482913",
                "code=482913, 3 left",
                "Bearer eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl",
                "no mailbox ann@mail.example",
            })
    void findsWhatMayNotBeLogged(String line) {
        log.info("all is well");
        log.warn("{}", line);
        assertThat(watch.findings())
                .singleElement()
                .asString()
                .startsWith("org.example.Talker: ")
                .contains("***")
                .doesNotContain(
                        "919876543210", "tk_0123456789abcdef", "482913", "eyJ", "mail.example");
    }

    @Test
    void findsAuthkeysInExceptionsAndInTheirCauses() {
        String key = "ak_" + "0a".repeat(32);
        log.error("broken", new IllegalStateException("outer", new RuntimeException(key)));
        assertThat(watch.findings()).singleElement().asString().doesNotContain(key);
    }

    @Test
    void failsTheTestClass() {
        log.info("code 482913");
        assertThatThrownBy(() -> LogWatchExtension.check(watch))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("org.example.Talker: code ***");
        assertThatCode(() -> LogWatchExtension.check(watch)).doesNotThrowAnyException();
    }

    @Test
    void learnsCodesAfterTheLine() {
        log.info("code 739201");
        watch.addCode("739201");
        assertThat(watch.findings()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request 5f482913aa00bb11cc22dd33 took 0.482913 s",
                "message 1482913, port 48291",
                "919876543210f",
                "postgres@127.0.0.1:5432",
                "java.lang.Object@482913ab",
            })
    void leavesOtherNumbersAlone(String line) {
        log.info(line);
        assertThat(watch.findings()).isEmpty();
    }

    @Test
    void listensToThisRunToo() {
        var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("ROOT");
        assertThat(root.isAttached(LogWatch.RUN)).isTrue();
    }
}
