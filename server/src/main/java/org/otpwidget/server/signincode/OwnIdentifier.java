package org.otpwidget.server.signincode;

import java.time.Instant;

/**
 * The number or address whose codes let an operator in, as the operator sees it.
 *
 * @param masked enough to recognise it
 */
public record OwnIdentifier(String masked, Instant createdAt) {}
