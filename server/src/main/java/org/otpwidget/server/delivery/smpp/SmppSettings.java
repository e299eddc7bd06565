package org.otpwidget.server.delivery.smpp;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.secret.SecretText;

import java.time.Duration;
import java.util.Set;

/**
 * What an account filled in, read.
 *
 * @param providerId for log lines
 * @param certificate PEM that is trusted instead of the public authorities; empty: they are
 * @param source whom messages come from whose template doesn't say
 * @param sourceTon number, or {@code auto}
 * @param sourceNpi number, or {@code auto}
 * @param validity until the SMSC gives up, at most; zero: the SMSC's own choice
 * @param window submits without an answer at once, at most
 * @param perSecond messages, or parts of them; 0: no limit
 * @param payload whether a long message goes out in one piece
 * @param badRecipient the SMSC's own status codes for a number that cannot get messages
 * @param unsubscribed the SMSC's own status codes for a number that wants none
 */
record SmppSettings(
        String providerId,
        String host,
        int port,
        boolean tls,
        String certificate,
        String systemId,
        SecretText password,
        String systemType,
        SmppAddress source,
        String sourceTon,
        String sourceNpi,
        byte destinationTon,
        byte destinationNpi,
        Alphabet alphabet,
        boolean payload,
        String serviceType,
        Duration validity,
        int window,
        int perSecond,
        Duration enquireLink,
        boolean receipts,
        ReceiptIds receiptIds,
        Set<Integer> badRecipient,
        Set<Integer> unsubscribed) {

    static SmppSettings of(ProviderSettings settings) {
        return new SmppSettings(
                settings.providerId(),
                settings.text("host"),
                settings.number("port"),
                settings.flag("tls"),
                settings.text("certificate"),
                settings.text("systemId"),
                settings.secret("password"),
                settings.text("systemType"),
                SmppAddress.sender(
                        settings.text("source"),
                        settings.text("sourceTon"),
                        settings.text("sourceNpi")),
                settings.text("sourceTon"),
                settings.text("sourceNpi"),
                Byte.parseByte(settings.text("destinationTon")),
                Byte.parseByte(settings.text("destinationNpi")),
                Alphabet.of(settings.text("alphabet")),
                settings.text("longMessages").equals("payload"),
                settings.text("serviceType"),
                Duration.ofSeconds(settings.number("validitySeconds")),
                settings.number("window"),
                settings.number("messagesPerSecond"),
                Duration.ofSeconds(settings.number("enquireLinkSeconds")),
                settings.flag("receipts"),
                ReceiptIds.of(settings.text("receiptIds")),
                CommandStatus.codes(settings.text("badRecipientCodes")),
                CommandStatus.codes(settings.text("unsubscribedCodes")));
    }

    /**
     * Whom a message comes from.
     *
     * @param name that its template gives; null: the account's own
     */
    SmppAddress source(@Nullable String name) {
        return name == null ? source : SmppAddress.sender(name, sourceTon, sourceNpi);
    }

    /** A recipient's address. */
    SmppAddress destination(String digits) {
        return new SmppAddress(digits, destinationTon, destinationNpi);
    }

    @Override
    public String toString() {
        return "SmppSettings[" + providerId + "]";
    }
}
