package org.otpwidget.server.account;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A customer of this installation: owns widgets, tokens and authkeys.
 *
 * @param timeZone that the dashboard shows times in
 * @param language of the dashboard, for operators who chose none, and of mails to operators; null:
 *     the browser's, and English
 */
public record Account(
        long id,
        String name,
        ZoneId timeZone,
        @Nullable String language,
        Retention retention,
        Instant createdAt) {}
