package org.otpwidget.server.delivery.provider;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Resolves names, but only to addresses that may be connected to. The check is on the very address
 * that is then used, so that a name cannot show one address to a check and another one to the call.
 * One that came as an address is judged in the same way.
 */
final class GuardedResolver extends AddressResolverGroup<InetSocketAddress> {

    private final Network network;
    private final AddressResolverGroup<InetSocketAddress> names;

    /**
     * @param names finds out what a name stands for
     */
    @SuppressWarnings("unchecked")
    GuardedResolver(Network network, AddressResolverGroup<?> names) {
        this.network = network;
        this.names = (AddressResolverGroup<InetSocketAddress>) names;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        AddressResolver<InetSocketAddress> open = names.getResolver(executor);
        return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {

            @Override
            protected boolean doIsResolved(InetSocketAddress address) {
                return open.isResolved(address) && isAllowed(address);
            }

            @Override
            protected void doResolve(
                    InetSocketAddress address, Promise<InetSocketAddress> promise) {
                open.resolve(address)
                        .addListener(
                                found -> {
                                    if (!found.isSuccess()) {
                                        promise.tryFailure(found.cause());
                                    } else if (isAllowed((InetSocketAddress) found.getNow())) {
                                        promise.trySuccess((InetSocketAddress) found.getNow());
                                    } else {
                                        promise.tryFailure(refused());
                                    }
                                });
            }

            @Override
            @SuppressWarnings("unchecked")
            protected void doResolveAll(
                    InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
                open.resolveAll(address)
                        .addListener(
                                found -> {
                                    if (!found.isSuccess()) {
                                        promise.tryFailure(found.cause());
                                        return;
                                    }
                                    var allowed =
                                            ((List<InetSocketAddress>) found.getNow())
                                                    .stream().filter(this::mayBe).toList();
                                    if (allowed.isEmpty()) {
                                        promise.tryFailure(refused());
                                    } else {
                                        promise.trySuccess(allowed);
                                    }
                                });
            }

            private boolean mayBe(InetSocketAddress address) {
                return isAllowed(address);
            }
        };
    }

    private boolean isAllowed(InetSocketAddress address) {
        return network.allows(address.getAddress());
    }

    private static UnknownHostException refused() {
        return new UnknownHostException("not a public address");
    }
}
