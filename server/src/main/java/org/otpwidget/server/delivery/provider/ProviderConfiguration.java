package org.otpwidget.server.delivery.provider;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the installation about providers.
 *
 * @param privateAddresses whether providers may be at loopback, private or link-local addresses
 * @param publicUrl address of this installation that vendors call with receipts, without a slash at
 *     the end
 */
@ConfigurationProperties("otp.provider")
public record ProviderConfiguration(boolean privateAddresses, String publicUrl) {}
