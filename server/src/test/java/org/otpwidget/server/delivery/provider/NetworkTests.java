package org.otpwidget.server.delivery.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTests {

    private final Network open = new Network(true);
    private final Network guarded = new Network(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:127.0.0.1%1]",
                "[::ffff:169.254.169.254%eth0]",
                "[fe80::1%25lo]",
                "fd00::1%1"
            })
    void keepsProvidersOutOfTheServersOwnNetwork(String host) {
        assertThat(guarded.allowsLiteral(host)).isFalse();
        assertThat(open.allowsLiteral(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.example", "93.184.216.34", "[2606:2800:220:1::1]", "localhost"})
    void leavesNamesAndPublicAddressesToTheResolver(String host) {
        assertThat(guarded.allowsLiteral(host)).isTrue();
    }
}
