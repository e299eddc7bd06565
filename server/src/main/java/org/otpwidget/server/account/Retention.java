package org.otpwidget.server.account;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.form.Form;

/**
 * How long an account keeps what, in days; null: as long as the installation does.
 *
 * @param requests verifications, from the end of their code; their messages go with them
 * @param messages what was sent, from the sending
 * @param webhookDeliveries what webhooks were told
 */
public record Retention(
        @Nullable Integer requests,
        @Nullable Integer messages,
        @Nullable Integer webhookDeliveries) {

    /** The installation's. */
    public static final Retention USUAL = new Retention(null, null, null);

    /** Days for a kind; null: the installation's. */
    public @Nullable Integer days(KeptKind kind) {
        return switch (kind) {
            case REQUESTS -> requests;
            case MESSAGES -> messages;
            case WEBHOOK_DELIVERIES -> webhookDeliveries;
        };
    }

    static Retention read(@Nullable Form form) {
        return form == null
                ? USUAL
                : new Retention(
                        days(form, KeptKind.REQUESTS),
                        days(form, KeptKind.MESSAGES),
                        days(form, KeptKind.WEBHOOK_DELIVERIES));
    }

    private static @Nullable Integer days(Form form, KeptKind kind) {
        return form.has(kind.word())
                ? Integer.valueOf(form.requiredNumber(kind.word(), kind.least(), KeptKind.MOST))
                : null;
    }
}
