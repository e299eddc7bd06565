package org.otpwidget.server.delivery.smpp;

/**
 * An address with its type of number and numbering plan (SMPP 3.4, 5.2.5 and 5.2.6).
 *
 * @param value digits, or a name
 */
record SmppAddress(String value, byte ton, byte npi) {

    private static final byte UNKNOWN = 0;
    private static final byte INTERNATIONAL = 1;
    private static final byte NETWORK_SPECIFIC = 3;
    private static final byte ALPHANUMERIC = 5;
    private static final byte ISDN = 1;
    private static final int LONGEST_SHORT_CODE = 6;

    /**
     * A sender's address.
     *
     * @param ton number, or {@code auto} to tell it from the value
     * @param npi number, or {@code auto}
     */
    static SmppAddress sender(String value, String ton, String npi) {
        String bare = value.startsWith("+") ? value.substring(1) : value;
        boolean digits = bare.matches("\\d+");
        return new SmppAddress(
                digits ? bare : value,
                ton.equals("auto") ? likelyTon(bare, digits) : Byte.parseByte(ton),
                npi.equals("auto") ? likelyNpi(bare, digits) : Byte.parseByte(npi));
    }

    private static byte likelyTon(String value, boolean digits) {
        if (value.isEmpty()) {
            return UNKNOWN;
        }
        if (!digits) {
            return ALPHANUMERIC;
        }
        return value.length() <= LONGEST_SHORT_CODE ? NETWORK_SPECIFIC : INTERNATIONAL;
    }

    private static byte likelyNpi(String value, boolean digits) {
        return digits && value.length() > LONGEST_SHORT_CODE ? ISDN : UNKNOWN;
    }
}
