package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.OtpWidgetServer;
import org.otpwidget.server.delivery.MovableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

import java.time.Duration;
import java.util.Objects;

/** A link is confirmed on another node than the one that the waiting page listens to. */
class LiveTwoNodesIntegrationTests extends LinkServer {

    @Autowired private Environment environment;
    private ConfigurableApplicationContext other;
    private String otherBase = "";

    @BeforeEach
    void startAnother() {
        other =
                new SpringApplicationBuilder(OtpWidgetServer.class, VerificationServer.Parts.class)
                        .run(
                                "--server.port=0",
                                "--otp.trusted-proxies=127.0.0.1",
                                "--otp.database-pool-size=8",
                                "--otp.database-url=" + property("otp.database-url"),
                                "--otp.access-token.issuer=" + property("otp.access-token.issuer"),
                                "--otp.secret=" + property("otp.secret"));
        MovableClock theirs = other.getBean(MovableClock.class);
        theirs.move(Duration.between(theirs.instant(), clock.instant()));
        otherBase = "http://127.0.0.1:" + other.getEnvironment().getProperty("local.server.port");
    }

    @AfterEach
    void stopTheOther() {
        other.close();
    }

    @Test
    void theWaitingPageCompletesAndItsTokenIsGood() throws Exception {
        Site site = linkSite();
        Sent sent = sendLink(site, LinkBrowser.of(base()));
        Sent denied = sendLink(site, LinkBrowser.of(base()));
        try (var here = EventStream.open(base(), site, sent.reqId());
                var there = EventStream.open(otherBase, site, denied.reqId())) {
            here.awaitStatus("pending");
            there.awaitStatus("pending");
            LinkBrowser.of(otherBase)
                    .post(
                            sent.path(),
                            "action",
                            "confirm",
                            "digits",
                            Objects.requireNonNull(sent.matchCode()));
            LinkBrowser.of(base()).post(denied.path(), "action", "deny");
            here.awaitStatus("confirmed");
            there.awaitStatus("voided");
            assertThat(here.ends()).isTrue();
            assertThat(there.ends()).isTrue();
        }
        String token = poll(site, sent.reqId()).message();
        assertThat(poll(site.on(new WidgetClient(otherBase)), sent.reqId()).message())
                .isEqualTo(token);
        assertThat(site.on(new WidgetClient(otherBase)).exchange(token).succeeded()).isTrue();
    }

    private String property(String name) {
        return Objects.requireNonNull(environment.getProperty(name), name);
    }
}
