package org.otpwidget.server.account;

import java.time.Instant;

/** A customer of this installation: owns widgets, tokens and authkeys. */
public record Account(long id, String name, Instant createdAt) {}
