package org.otpwidget.server.delivery.smtp;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of e-mail.
 *
 * @param smtpUrl see {@link SmtpServer#parse}; empty: no e-mail is sent
 * @param from address that mails come from; the sender's name is the widget's
 * @param connections to the SMTP server at most, and so mails under way at once
 */
@ConfigurationProperties("otp.mail")
record MailSettings(String smtpUrl, String from, int connections) {}
