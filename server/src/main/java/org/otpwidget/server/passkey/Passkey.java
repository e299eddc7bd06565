package org.otpwidget.server.passkey;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A passkey, as its operator sees it.
 *
 * @param lastUsedAt null: never
 */
public record Passkey(String id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {}
