package org.otpwidget.server.identifier;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;

/** Countries with their dialling codes, by ISO 3166 alpha-2 code in upper case. */
public final class Countries {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private Countries() {}

    /** Whether the code stands for a country (or territory) that has phone numbers. */
    public static boolean isCountry(@Nullable String iso2) {
        return iso2 != null && NUMBERS.getSupportedRegions().contains(iso2);
    }

    /**
     * The country's dialling code without {@code +}, such as {@code 91}; several countries share
     * {@code 1}. Empty for what is no country.
     */
    public static Optional<String> dialCode(String iso2) {
        return isCountry(iso2)
                ? Optional.of(Integer.toString(NUMBERS.getCountryCodeForRegion(iso2)))
                : Optional.empty();
    }

    /** The country's English name; the code itself where there is none. */
    public static String name(String iso2) {
        return Locale.of("", iso2).getDisplayCountry(Locale.ENGLISH);
    }
}
