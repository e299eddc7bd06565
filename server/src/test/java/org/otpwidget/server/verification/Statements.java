package org.otpwidget.server.verification;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;

import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Connections that note every statement made on them. */
public final class Statements implements ConnectionFactory {

    private final ConnectionFactory connections;
    private final List<String> made = new CopyOnWriteArrayList<>();

    /** Wraps connections. */
    public Statements(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** The statements since the last {@link #forget}. */
    public List<String> made() {
        return List.copyOf(made);
    }

    /** Begins again. */
    public void forget() {
        made.clear();
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.from(connections.create()).map(this::noting);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }

    private Connection noting(Connection connection) {
        InvocationHandler handler =
                (_, method, arguments) -> {
                    if (method.getName().equals("createStatement")) {
                        made.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                };
        return (Connection)
                Proxy.newProxyInstance(
                        Statements.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        handler);
    }
}
