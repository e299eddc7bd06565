package org.otpwidget.server.delivery.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

class GuardedResolverTests {

    private final AddressResolver<InetSocketAddress> resolver =
            new GuardedResolver(new Network(false), DefaultAddressResolverGroup.INSTANCE)
                    .getResolver(ImmediateEventExecutor.INSTANCE);

    /** An address that is there already would be connected to without a question. */
    @Test
    void judgesWhatNeedsNoResolving() {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
        assertThat(resolver.isResolved(loopback)).isFalse();
        assertThat(resolver.resolve(loopback).cause()).isInstanceOf(UnknownHostException.class);
        assertThat(resolver.resolveAll(loopback).cause()).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void leavesPublicAddressesAsTheyAre() {
        var open = new InetSocketAddress("93.184.216.34", 443);
        assertThat(resolver.isResolved(open)).isTrue();
        assertThat(resolver.resolve(open).getNow()).isEqualTo(open);
    }
}
