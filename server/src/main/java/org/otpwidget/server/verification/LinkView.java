package org.otpwidget.server.verification;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a person has to know to decide about a link.
 *
 * @param widgetName who sends it
 * @param host host of the page that asked, or null
 * @param askedAt when
 * @param address shortened address of who asked; null when a server did
 * @param asker browser and system of who asked, or null
 * @param lang language of the message (BCP 47), or null
 * @param needsDigits whether the two digits of the waiting page have to be typed
 * @param redirectOrigin origin that a confirmation leads to in this browser; null: nowhere
 */
public record LinkView(
        String widgetName,
        @Nullable String host,
        Instant askedAt,
        @Nullable String address,
        @Nullable String asker,
        @Nullable String lang,
        boolean needsDigits,
        @Nullable String redirectOrigin) {}
