package org.otpwidget.server.delivery.smpp;

import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.Outcome.Cause;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the status of an SMSC's answer means for the message (SMPP 3.4, 5.1.3). */
final class CommandStatus {

    static final int INVALID_BIND_STATUS = 0x04;

    /** How long an SMSC that has too much to do is left alone. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int QUEUE_FULL = 0x14;
    private static final int THROTTLED = 0x58;
    private static final int INVALID_DESTINATION = 0x0b;

    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(0x00, "ESME_ROK"),
                    Map.entry(0x01, "ESME_RINVMSGLEN"),
                    Map.entry(0x02, "ESME_RINVCMDLEN"),
                    Map.entry(0x03, "ESME_RINVCMDID"),
                    Map.entry(INVALID_BIND_STATUS, "ESME_RINVBNDSTS"),
                    Map.entry(0x05, "ESME_RALYBND"),
                    Map.entry(0x08, "ESME_RSYSERR"),
                    Map.entry(0x0a, "ESME_RINVSRCADR"),
                    Map.entry(INVALID_DESTINATION, "ESME_RINVDSTADR"),
                    Map.entry(0x0d, "ESME_RBINDFAIL"),
                    Map.entry(0x0e, "ESME_RINVPASWD"),
                    Map.entry(0x0f, "ESME_RINVSYSID"),
                    Map.entry(QUEUE_FULL, "ESME_RMSGQFUL"),
                    Map.entry(0x15, "ESME_RINVSERTYP"),
                    Map.entry(0x43, "ESME_RINVESMCLASS"),
                    Map.entry(0x45, "ESME_RSUBMITFAIL"),
                    Map.entry(0x48, "ESME_RINVSRCTON"),
                    Map.entry(0x49, "ESME_RINVSRCNPI"),
                    Map.entry(0x50, "ESME_RINVDSTTON"),
                    Map.entry(0x51, "ESME_RINVDSTNPI"),
                    Map.entry(0x53, "ESME_RINVSYSTYP"),
                    Map.entry(THROTTLED, "ESME_RTHROTTLED"),
                    Map.entry(0x62, "ESME_RINVEXPIRY"),
                    Map.entry(0x64, "ESME_RX_T_APPN"),
                    Map.entry(0x65, "ESME_RX_P_APPN"),
                    Map.entry(0x66, "ESME_RX_R_APPN"),
                    Map.entry(0xfe, "ESME_RDELIVERYFAILURE"),
                    Map.entry(0xff, "ESME_RUNKNOWNERR"));

    private CommandStatus() {}

    /**
     * What became of a message that was refused. All but a bad address is about the account, the
     * SMSC or how it wants messages to be, so that another provider may take it.
     */
    static Outcome outcome(int status, SmppSettings settings) {
        if (status == INVALID_DESTINATION || settings.badRecipient().contains(status)) {
            return new Outcome.FailedForGood(words(status), Cause.BAD_RECIPIENT);
        }
        if (settings.unsubscribed().contains(status)) {
            return new Outcome.FailedForGood(words(status), Cause.UNSUBSCRIBED);
        }
        return new Outcome.FailedForNow(words(status), isBusy(status) ? PAUSE : null);
    }

    /** Whether the SMSC asks for fewer messages. */
    static boolean isBusy(int status) {
        return status == THROTTLED || status == QUEUE_FULL;
    }

    /** The status as the protocol names it. */
    static String words(int status) {
        String hex = "0x%02x".formatted(status);
        String name = NAMES.get(status);
        return name == null ? "status " + hex : name + " (" + hex + ")";
    }

    /**
     * Reads a list of codes.
     *
     * @param list separated by commas, decimal or with {@code 0x}; may be empty
     * @throws NumberFormatException if one isn't a number
     */
    static Set<Integer> codes(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .map(Integer::decode)
                .collect(Collectors.toUnmodifiableSet());
    }
}
