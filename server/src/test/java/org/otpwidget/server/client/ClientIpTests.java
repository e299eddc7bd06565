package org.otpwidget.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

import java.util.List;

class ClientIpTests {

    private static final ClientIp TRUSTING =
            new ClientIp(new ClientSettings(List.of("10.0.0.0/8", "2001:db8::/32")));
    private static final ClientIp TRUSTING_NOBODY = new ClientIp(new ClientSettings(List.of()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1    | 203.0.113.7                     | 203.0.113.7",
                "10.0.0.1    | 198.51.100.1, 203.0.113.7       | 203.0.113.7",
                "10.0.0.1    | 203.0.113.7, 10.9.9.9           | 203.0.113.7",
                "10.0.0.1    | 1.1.1.1, 203.0.113.7,10.9.9.9   | 203.0.113.7",
                "10.0.0.1    | 10.2.2.2, 10.3.3.3              | 10.2.2.2",
                "10.0.0.1    | ::ffff:203.0.113.7              | 203.0.113.7",
                "10.0.0.1    | 203.0.113.7:5000                | 203.0.113.7",
                "10.0.0.1    | [2001:470::1]:443               | 2001:470::1",
                "10.0.0.1    | 2001:470::1                     | 2001:470::1",
                "2001:db8::9 | 203.0.113.7                     | 203.0.113.7",
                "10.0.0.1    | unknown                         | 10.0.0.1",
                "10.0.0.1    | 203.0.113.7, <script>           | 10.0.0.1",
                "10.0.0.1    | 203.0.113.7,                    | 10.0.0.1",
                "10.0.0.1    | garbage, 203.0.113.7            | 203.0.113.7",
                "10.0.0.1    | ''                              | 10.0.0.1",
                "203.0.113.9 | 198.51.100.1                    | 203.0.113.9"
            })
    void believesTrustedProxiesOnly(String peer, String forwardedFor, String client) {
        assertThat(of(TRUSTING, peer, forwardedFor)).isEqualTo(client);
    }

    @Test
    void believesNobodyByDefault() {
        assertThat(of(TRUSTING_NOBODY, "127.0.0.1", "203.0.113.7")).isEqualTo("127.0.0.1");
    }

    @Test
    void readsSeveralHeadersAsOneList() {
        assertThat(of(TRUSTING, "10.0.0.1", "203.0.113.7", "10.1.1.1")).isEqualTo("203.0.113.7");
        assertThat(of(TRUSTING, "10.0.0.1", "198.51.100.1", "203.0.113.7"))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void takesThePeerWithoutAHeader() {
        assertThat(of(TRUSTING, "10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void refusesToStartWithAWrongBlock() {
        var settings = new ClientSettings(List.of("10.0.0.0/8", "proxy.internal"));

        assertThatThrownBy(() -> new ClientIp(settings))
                .hasMessageContaining("OTP_TRUSTED_PROXIES")
                .hasMessageContaining("proxy.internal");
    }

    private static String of(ClientIp clientIp, String peer, String... forwardedFor) {
        var headers = new HttpHeaders();
        for (var line : forwardedFor) {
            headers.add("X-Forwarded-For", line);
        }
        return Addresses.format(clientIp.of(Addresses.parse(peer).orElseThrow(), headers));
    }
}
