package org.otpwidget.server.delivery.provider;

import org.jspecify.annotations.Nullable;

/**
 * Whom messages come from that a provider sends: what its settings say, and what it passes on of
 * templates and widgets.
 *
 * @param sender number, sender id or address of its own; empty: none
 * @param isVendorsId whether that is the vendor's name for a sender, which visitors don't see
 * @param beside number that goes along for countries without sender ids; empty: none
 * @param passesOn whether a template's sender (SMS, e-mail) or a widget's caller id (calls) goes
 *     before its own
 * @param vendorChooses whether the vendor has a sender where nobody names one
 * @param registration null: DLT ids don't go along
 * @param approval null: approved templates are not named
 */
public record Origin(
        String sender,
        boolean isVendorsId,
        String beside,
        boolean passesOn,
        boolean vendorChooses,
        @Nullable Registration registration,
        @Nullable Approval approval) {

    /**
     * What Indian operators want to know beside an SMS.
     *
     * @param entity the provider's own number of the company, empty for none; null: it isn't sent
     * @param template the provider's own number of the text, empty for none; null: it isn't sent
     */
    public record Registration(@Nullable String entity, @Nullable String template) {}

    /**
     * What WhatsApp wants to know.
     *
     * @param template the provider's own approved template; empty: none
     * @param names what a message's own template must be called to go before it, as a regular
     *     expression
     */
    public record Approval(String template, String names) {}

    /** A sender of its own that nothing else goes before. */
    public static Origin of(String sender) {
        return new Origin(sender, false, "", false, true, null, null);
    }

    /** The same, as the vendor's name for a sender. */
    public Origin asVendorsId() {
        return new Origin(sender, true, beside, passesOn, vendorChooses, registration, approval);
    }

    /** The same, with a number that goes along. */
    public Origin beside(String number) {
        return new Origin(
                sender, isVendorsId, number, passesOn, vendorChooses, registration, approval);
    }

    /** The same, as the fallback of what templates and widgets say. */
    public Origin passingOn() {
        return new Origin(sender, isVendorsId, beside, true, vendorChooses, registration, approval);
    }

    /** The same, where the vendor expects to be told. */
    public Origin needed() {
        return new Origin(sender, isVendorsId, beside, passesOn, false, registration, approval);
    }

    /** The same, with DLT ids of its own. */
    public Origin registered(@Nullable String entity, @Nullable String template) {
        return new Origin(
                sender,
                isVendorsId,
                beside,
                passesOn,
                vendorChooses,
                new Registration(entity, template),
                approval);
    }

    /** The same, with an approved template of its own. */
    public Origin approved(String template, String names) {
        return new Origin(
                sender,
                isVendorsId,
                beside,
                passesOn,
                vendorChooses,
                registration,
                new Approval(template, names));
    }
}
