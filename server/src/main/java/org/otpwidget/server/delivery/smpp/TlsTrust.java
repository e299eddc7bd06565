package org.otpwidget.server.delivery.smpp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whom TLS trusts. */
final class TlsTrust {

    private TlsTrust() {}

    /**
     * Sockets that trust one certificate or what it signed.
     *
     * @param pem may be several certificates; blank: the public authorities
     * @throws GeneralSecurityException if it is no certificate
     */
    static SSLSocketFactory sockets(String pem) throws GeneralSecurityException {
        if (pem.isBlank()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var octets = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(octets)) {
                store.setCertificateEntry("smsc-" + store.size(), one);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
