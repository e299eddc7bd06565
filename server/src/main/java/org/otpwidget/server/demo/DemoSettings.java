package org.otpwidget.server.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the demo's sample site is.
 *
 * @param siteUrl its origin: magic links lead back there
 */
@ConfigurationProperties("otp.demo")
record DemoSettings(String siteUrl) {}
