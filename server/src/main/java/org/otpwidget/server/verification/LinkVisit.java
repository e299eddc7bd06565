package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SecretText;

import java.net.InetAddress;

/**
 * Who opens a magic link.
 *
 * @param ip the client's address
 * @param browser value of the browser's cookie, or null
 * @param program whether the request looks like a program's, rather than a person's browser
 */
public record LinkVisit(InetAddress ip, @Nullable SecretText browser, boolean program) {}
