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
 * @param signInWidget id of the widget whose codes let operators in; null: none. It may have been
 *     disabled or taken away since it was chosen
 */
public record Account(
        long id,
        String name,
        ZoneId timeZone,
        @Nullable String language,
        Retention retention,
        @Nullable String signInWidget,
        Instant createdAt) {}
