package org.otpwidget.server.client;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.util.List;

/**
 * Who may say where a call comes from.
 *
 * @param trustedProxies addresses or CIDR blocks of the operator's own proxies; none by default
 */
@ConfigurationProperties("otp")
public record ClientSettings(List<String> trustedProxies) {

    /**
     * The blocks of the trusted proxies.
     *
     * @throws IllegalArgumentException when one is not an address or block; the server won't start
     */
    List<Cidr> proxies() {
        return trustedProxies.stream().map(ClientSettings::block).toList();
    }

    private static Cidr block(String text) {
        return Cidr.parse(text.strip())
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "OTP_TRUSTED_PROXIES: '"
                                                + text
                                                + "' is not an address or CIDR block such as"
                                                + " 10.0.0.0/8"));
    }
}
