package org.otpwidget.server.delivery.smpp;

import static org.otpwidget.server.delivery.provider.ProviderField.choice;
import static org.otpwidget.server.delivery.provider.ProviderField.flag;
import static org.otpwidget.server.delivery.provider.ProviderField.lines;
import static org.otpwidget.server.delivery.provider.ProviderField.number;
import static org.otpwidget.server.delivery.provider.ProviderField.secret;
import static org.otpwidget.server.delivery.provider.ProviderField.text;

import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderSettings;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The settings of an SMPP account, and what makes sense in them. */
final class SmppFields {

    static final List<ProviderField> ALL =
            List.of(
                    text("host", "Host").needed().addressing(),
                    number("port", "Port", 2775).addressing(),
                    flag("tls", "TLS", false).addressing(),
                    lines("certificate", "TLS: trusted certificate")
                            .saying("PEM; only for a certificate that no public authority signed")
                            .addressing(),
                    text("systemId", "System id").needed(),
                    secret("password", "Password"),
                    text("systemType", "System type"),
                    text("source", "Sender")
                            .saying("A number, or up to 11 letters and digits, as registered"),
                    choice("sourceTon", "Sender: TON", "auto", "0", "1", "2", "3", "4", "5", "6")
                            .saying("auto: by the look of the sender"),
                    choice("sourceNpi", "Sender: NPI", "auto", "0", "1", "3", "4", "6", "8", "9"),
                    choice("destinationTon", "Recipient: TON", "1", "0", "2", "3", "4", "5", "6"),
                    choice("destinationNpi", "Recipient: NPI", "1", "0", "3", "4", "6", "8", "9"),
                    choice("alphabet", "Alphabet", "gsm7", "latin1", "ucs2")
                            .saying(
                                    "What texts go out in if they can: the SMSC's default alphabet,"
                                            + " Latin-1, or always UCS-2"),
                    choice("longMessages", "Long messages", "udh", "payload")
                            .saying("Cut here, or handed to the SMSC in one piece"),
                    text("serviceType", "Service type"),
                    number("validitySeconds", "Validity in seconds, at most", 600)
                            .saying("The SMSC gives up with the code's life; 0 leaves it to it"),
                    number("window", "Window", 10).saying("Messages without an answer at once"),
                    number("messagesPerSecond", "Messages per second", 0).saying("0: no limit"),
                    number("enquireLinkSeconds", "Keep-alive in seconds", 30)
                            .saying("After so much silence enquire_link is sent"),
                    flag("receipts", "Ask for receipts", true),
                    choice(
                                    "receiptIds",
                                    "Receipts: message ids",
                                    "same",
                                    "hex-then-decimal",
                                    "decimal-then-hex")
                            .saying("How the SMSC writes an id in its answer, and in the receipt"),
                    text("badRecipientCodes", "Bad number, status codes")
                            .saying("The SMSC's own, besides 0x0b: 0x400, 1025"),
                    text("unsubscribedCodes", "Unsubscribed, status codes")
                            .saying("The SMSC's own: 0x401"));

    /** Octets that the protocol has for a text (SMPP 3.4, 4.1.5 and 4.4.1). */
    private static final Map<String, Integer> LONGEST =
            Map.of("systemId", 15, "systemType", 12, "source", 20, "serviceType", 5);

    private static final int LONGEST_PASSWORD = 8;
    private static final int TWO_DAYS = 48 * 60 * 60;

    private SmppFields() {}

    static void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        LONGEST.forEach((name, octets) -> checkText(settings, name, octets, refuse));
        checkText("password", settings.secret("password").reveal(), LONGEST_PASSWORD, refuse);
        checkNumber(settings, "port", 1, 65_535, refuse);
        checkNumber(settings, "validitySeconds", 0, TWO_DAYS, refuse);
        checkNumber(settings, "window", 1, 1000, refuse);
        checkNumber(settings, "messagesPerSecond", 0, 10_000, refuse);
        checkNumber(settings, "enquireLinkSeconds", 1, 600, refuse);
        checkCodes(settings, "badRecipientCodes", refuse);
        checkCodes(settings, "unsubscribedCodes", refuse);
        checkCertificate(settings.text("certificate"), refuse);
    }

    private static void checkText(
            ProviderSettings settings, String name, int octets, BiConsumer<String, String> refuse) {
        checkText(name, settings.text(name), octets, refuse);
    }

    private static void checkText(
            String name, String value, int octets, BiConsumer<String, String> refuse) {
        if (value.length() > octets || !value.matches("[ -~]*")) {
            refuse.accept(name, "SMPP allows at most " + octets + " ASCII characters here.");
        }
    }

    private static void checkNumber(
            ProviderSettings settings,
            String name,
            int least,
            int most,
            BiConsumer<String, String> refuse) {
        int number = settings.number(name);
        if (number < least || number > most) {
            refuse.accept(name, "Send a number from " + least + " to " + most + ".");
        }
    }

    private static void checkCodes(
            ProviderSettings settings, String name, BiConsumer<String, String> refuse) {
        try {
            CommandStatus.codes(settings.text(name));
        } catch (NumberFormatException _) {
            refuse.accept(name, "Send numbers separated by commas, such as 0x400, 1025.");
        }
    }

    private static void checkCertificate(String pem, BiConsumer<String, String> refuse) {
        try {
            TlsTrust.sockets(pem);
        } catch (GeneralSecurityException _) {
            refuse.accept("certificate", "Send a certificate in PEM: -----BEGIN CERTIFICATE-----…");
        }
    }
}
