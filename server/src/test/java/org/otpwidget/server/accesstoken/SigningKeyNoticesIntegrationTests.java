package org.otpwidget.server.accesstoken;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactory;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.secret.Secrets;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;

import java.time.Clock;
import java.time.Duration;

/** A leaked key must end on every node, and not only on the one that was told. */
class SigningKeyNoticesIntegrationTests extends RunningServer {

    @Autowired private SigningKeys running;
    @Autowired private ConnectionFactory connections;
    @Autowired private Secrets secrets;
    @Autowired private AccessTokenSettings settings;
    @Autowired private Clock clock;

    @Test
    void hearsOfAReplacementLongBeforeItsNextReload() {
        var store = new SigningKeyStore(DatabaseClient.create(connections), secrets);
        var elsewhere = new SigningKeys(store, settings, clock);

        var _ = elsewhere.replace().block();

        String jwks = elsewhere.jwks();
        assertThat(settings.keyReload()).isGreaterThan(Duration.ofSeconds(15));
        assertThat(
                        Flux.interval(Duration.ofMillis(20))
                                .map(_ -> running.jwks())
                                .filter(jwks::equals)
                                .blockFirst(Duration.ofSeconds(15)))
                .isEqualTo(jwks);
    }
}
