package org.otpwidget.server.delivery.smtp;

import org.otpwidget.server.delivery.provider.Network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;

import javax.net.SocketFactory;

/**
 * Sockets that connect only where providers may be. The check is on the very address that is then
 * connected to: a name cannot show another one to the check. TLS is put on top of them by Jakarta
 * Mail, which checks the certificate against the name.
 */
final class GuardedSockets extends SocketFactory {

    private final Network network;

    GuardedSockets(Network network) {
        this.network = network;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(network);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        try {
            socket.connect(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static final class GuardedSocket extends Socket {

        private final Network network;

        GuardedSocket(Network network) {
            this.network = network;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int millis) throws IOException {
            if (!(endpoint instanceof InetSocketAddress place)
                    || place.isUnresolved()
                    || !network.allows(place.getAddress())) {
                throw new UnknownHostException("not a public address");
            }
            super.connect(endpoint, millis);
        }
    }
}
