package org.otpwidget.server.delivery.smpp;

import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.otpwidget.server.delivery.provider.Network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLSocket;

/** Connects to an SMSC, in bounded time and only where providers may be. */
final class SmscSockets implements ConnectionFactory {

    private static final int CONNECT_MILLIS = 2000;
    private static final int MOST_ADDRESSES = 3;

    private final SmppSettings settings;
    private final Network network;

    SmscSockets(SmppSettings settings, Network network) {
        this.settings = settings;
        this.network = network;
    }

    @Override
    public Connection createConnection(String host, int port) throws IOException {
        IOException failure = new UnknownHostException("not a public address");
        for (InetAddress address : allowed(host)) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                socket.setTcpNoDelay(true);
                return new SocketConnection(settings.tls() ? secured(socket, host, port) : socket);
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    /** The very addresses that were checked are connected to: a name cannot change in between. */
    private List<InetAddress> allowed(String host) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .filter(network::allows)
                .limit(MOST_ADDRESSES)
                .toList();
    }

    private Socket secured(Socket plain, String host, int port) throws IOException {
        plain.setSoTimeout(CONNECT_MILLIS);
        var socket = (SSLSocket) trusted().createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private javax.net.ssl.SSLSocketFactory trusted() throws IOException {
        try {
            return TlsTrust.sockets(settings.certificate());
        } catch (GeneralSecurityException e) {
            throw new IOException("the trusted certificate cannot be read", e);
        }
    }
}
