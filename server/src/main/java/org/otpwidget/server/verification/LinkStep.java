package org.otpwidget.server.verification;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/**
 * The part of {@code send_requests} that magic links need.
 *
 * @param askerHash what requests are counted by whose recipients said that it wasn't them; the
 *     other two bound it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LinkStep(
        String linkId,
        @Nullable Integer matchCode,
        @Nullable String browserHash,
        @Nullable String state,
        @Nullable String asker,
        String askerHash,
        int askerLimit,
        long askerPeriod) {}
