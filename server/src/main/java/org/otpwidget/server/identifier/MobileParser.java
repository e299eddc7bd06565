package org.otpwidget.server.identifier;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.identifier.Parsed.Rejected;

import java.util.Set;

/** Decides with libphonenumber whether digits are a phone number that codes can be sent to. */
final class MobileParser {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    /** A number this short, without a {@code +}, more likely lacks its country code. */
    private static final int NATIONAL_LENGTH = 10;

    /**
     * Never a visitor's own phone, and the usual prey of those who earn from messages sent. Fixed
     * lines are not here: a voice call reaches them.
     */
    private static final Set<PhoneNumberType> REFUSED =
            Set.of(
                    PhoneNumberType.PREMIUM_RATE,
                    PhoneNumberType.SHARED_COST,
                    PhoneNumberType.TOLL_FREE,
                    PhoneNumberType.UAN,
                    PhoneNumberType.PAGER,
                    PhoneNumberType.VOICEMAIL);

    private static final Rejected COUNTRY_CODE_MISSING =
            new Rejected("Add the country code, for example 91 before 9999999999.");

    private static final Rejected COUNTRY_CODE_UNKNOWN =
            new Rejected("No country has this country code. Enter the number like 919999999999.");

    private static final Rejected NO_PERSONAL_NUMBER =
            new Rejected("Codes cannot be sent to a service number. Enter your own mobile number.");

    private MobileParser() {}

    /**
     * Reads dialled digits.
     *
     * @param number digits, perhaps with a {@code +}
     */
    static Parsed parse(String number) {
        boolean international = number.startsWith("+") || number.startsWith("00");
        String digits = number.replaceFirst("^(\\+|00)", "");
        if (!international && digits.startsWith("0")) {
            return COUNTRY_CODE_MISSING;
        }
        boolean national = !international && digits.length() <= NATIONAL_LENGTH;
        try {
            PhoneNumber parsed = NUMBERS.parse("+" + digits, null);
            if (NUMBERS.isValidNumber(parsed)) {
                return accept(parsed);
            }
            return national ? COUNTRY_CODE_MISSING : invalid(parsed.getCountryCode());
        } catch (NumberParseException e) {
            return international ? COUNTRY_CODE_UNKNOWN : COUNTRY_CODE_MISSING;
        }
    }

    /** Whether E.164 digits are the number of a fixed line for sure. */
    static boolean isFixedLine(String digits) {
        try {
            return NUMBERS.getNumberType(NUMBERS.parse("+" + digits, null))
                    == PhoneNumberType.FIXED_LINE;
        } catch (NumberParseException e) {
            return false;
        }
    }

    private static Parsed accept(PhoneNumber number) {
        if (REFUSED.contains(NUMBERS.getNumberType(number))) {
            return NO_PERSONAL_NUMBER;
        }
        String digits = NUMBERS.format(number, PhoneNumberFormat.E164).substring(1);
        String region = NUMBERS.getRegionCodeForNumber(number);
        return new Accepted(new Mobile(digits, Countries.isCountry(region) ? region : null));
    }

    private static Rejected invalid(int countryCode) {
        return new Rejected(
                "This is not a valid number for country code +%d. Check the country code and the digits."
                        .formatted(countryCode));
    }
}
