package org.otpwidget.server.delivery.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.delivery.inbox.LoopbackOnly.Peer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import java.net.InetSocketAddress;

class LoopbackOnlyTests {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:8080, true",
        "127.9.9.9, localhost, true",
        "::1, [::1]:8080, true",
        "127.0.0.1, inbox.localhost:8080, true",
        "192.168.1.20, 127.0.0.1:8080, false",
        "10.0.0.1, localhost, false",
        "2001:db8::1, localhost, false",
        "0.0.0.0, localhost, false",
        "127.0.0.1, shop.example, false",
        "127.0.0.1, localhost.shop.example, false",
    })
    void looksAtThePeerAndTheHost(String peer, String host, boolean here) {
        var address = new InetSocketAddress(peer, 50000);
        var from = new Peer(address, name -> name.equals("Host") ? host : null);

        assertThat(LoopbackOnly.isFromHere(from)).isEqualTo(here);
    }

    @Test
    void thereIsNoInboxOutsideOfTheDemo() {
        new ApplicationContextRunner()
                .withUserConfiguration(InboxConfiguration.class)
                .run(context -> assertThat(context).doesNotHaveBean(Inbox.class));
    }
}
