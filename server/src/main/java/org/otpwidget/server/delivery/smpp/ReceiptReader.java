package org.otpwidget.server.delivery.smpp;

import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.provider.Receipt;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads receipts out of deliver_sm: from the parameters that SMPP 3.4 has for them, and where they
 * are missing from the text that most SMSCs write (appendix B). Its date is in a time zone that
 * nobody tells, so it is left out.
 */
final class ReceiptReader {

    private static final Pattern ID = field("id", "[^\\s:]{1,64}");
    private static final Pattern STATE = field("stat", "[A-Za-z]{1,20}");
    private static final Pattern ERROR = field("err", "[0-9A-Za-z]{1,10}");

    /** What follows repeats the message, and with it the code. */
    private static final Pattern REPEATED = Pattern.compile("(?is)\\btext:.*");

    private final ReceiptIds ids;

    ReceiptReader(ReceiptIds ids) {
        this.ids = ids;
    }

    /** The receipt; empty when it is none, or about a step in between. */
    Optional<Receipt> read(DeliverSm deliver) {
        if (!deliver.isSmscDeliveryReceipt() && receipted(deliver) == null) {
            return Optional.empty();
        }
        String text = REPEATED.matcher(text(deliver)).replaceFirst("");
        String id = id(deliver, text);
        String state = state(deliver, text);
        if (id == null || state == null) {
            return Optional.empty();
        }
        return switch (state) {
            case "DELIVRD" -> Optional.of(receipt(id, Receipt.State.DELIVERED, null));
            case "UNDELIV", "EXPIRED", "DELETED", "REJECTD", "FAILED" ->
                    Optional.of(receipt(id, Receipt.State.FAILED, reason(state, text)));
            default -> Optional.empty();
        };
    }

    private Receipt receipt(String id, Receipt.State state, @Nullable String reason) {
        return new Receipt(ids.ofReceipt(id), state, null, reason);
    }

    private static String reason(String state, String text) {
        String error = find(ERROR, text);
        return error == null ? state : state + ", error " + error;
    }

    private static @Nullable String id(DeliverSm deliver, String text) {
        var parameter = receipted(deliver);
        if (parameter == null) {
            return find(ID, text);
        }
        String id = new String(parameter.getValue(), StandardCharsets.ISO_8859_1);
        return id.endsWith("\0") ? id.substring(0, id.length() - 1) : id;
    }

    private static OptionalParameter.@Nullable Receipted_message_id receipted(DeliverSm deliver) {
        return deliver.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
    }

    private static @Nullable String state(DeliverSm deliver, String text) {
        var parameter = deliver.getOptionalParameter(OptionalParameter.Message_state.class);
        if (parameter == null) {
            String state = find(STATE, text);
            return state == null ? null : state.toUpperCase(Locale.ROOT);
        }
        return switch (parameter.getValue()) {
            case 2 -> "DELIVRD";
            case 3 -> "EXPIRED";
            case 4 -> "DELETED";
            case 5 -> "UNDELIV";
            case 8 -> "REJECTD";
            default -> "ENROUTE";
        };
    }

    private static String text(DeliverSm deliver) {
        byte[] text = deliver.getShortMessage();
        var payload = deliver.getOptionalParameter(OptionalParameter.Message_payload.class);
        if ((text == null || text.length == 0) && payload != null) {
            text = payload.getValue();
        }
        return text == null ? "" : new String(text, StandardCharsets.ISO_8859_1);
    }

    private static Pattern field(String name, String value) {
        return Pattern.compile("(?i)(?:^|\\s)" + name + ":\\s*(" + value + ")");
    }

    private static @Nullable String find(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
