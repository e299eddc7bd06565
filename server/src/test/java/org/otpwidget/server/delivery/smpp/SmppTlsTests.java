package org.otpwidget.server.delivery.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otpwidget.server.delivery.Outcome;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

/** TLS, with certificates that the JDK's keytool makes. */
class SmppTlsTests {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir Path folder;

    @Test
    void trustsTheCertificateThatTheAccountTrusts() throws Exception {
        KeyStore keys = certificate("IP:127.0.0.1");
        try (var smsc = smsc(keys);
                var link = link(smsc, pem(keys))) {
            assertThat(link.send("1")).isEqualTo(new Outcome.Sent("m-100"));
        }
    }

    @Test
    void trustsNoStranger() throws Exception {
        KeyStore keys = certificate("IP:127.0.0.1");
        try (var smsc = smsc(keys);
                var link = link(smsc, "")) {
            assertThat(link.send("1")).isEqualTo(new Outcome.FailedForNow("TLS failed"));
        }
    }

    @Test
    void comparesTheHost() throws Exception {
        KeyStore keys = certificate("DNS:smsc.example");
        try (var smsc = smsc(keys);
                var link = link(smsc, pem(keys))) {
            assertThat(link.send("1")).isEqualTo(new Outcome.FailedForNow("TLS failed"));
        }
    }

    private static SmscLink link(Smsc smsc, String certificate) {
        return new SmscLink(smsc, Map.of("tls", "true", "certificate", certificate));
    }

    private static Smsc smsc(KeyStore keys) throws GeneralSecurityException {
        String key = pem("PRIVATE KEY", keys.getKey("smsc", PASSWORD).getEncoded());
        return new Smsc(Map.of("key", key, "cert", pem(keys)));
    }

    private KeyStore certificate(String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("keys.p12");
        int status =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "smsc",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=smsc",
                                "-ext",
                                "SAN=" + name,
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                file.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(status).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static String pem(KeyStore keys) throws GeneralSecurityException {
        return pem("CERTIFICATE", keys.getCertificate("smsc").getEncoded());
    }

    private static String pem(String what, byte[] octets) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what);
    }
}
