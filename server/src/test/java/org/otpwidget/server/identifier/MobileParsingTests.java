package org.otpwidget.server.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.identifier.Parsed.Rejected;

import java.util.stream.Stream;

class MobileParsingTests {

    private static final String INDIAN = "919999999999";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "919999999999",
                "+919999999999",
                "00919999999999",
                "+91 99999 99999",
                "+91-99999-99999",
                "(+91) 99999.99999",
                "+91 (0) 99999 99999",
                "+91/99999/99999",
                "+91\u201199999\u201399999",
                "+91\u00A099999\u200999999",
                "  +91\t9999999999\r\n",
                "\u202A+91 99999 99999\u202C",
                "\u200F\u2067+91\u200E99999\u206999999",
                "\uFF0B\uFF19\uFF11 \uFF19\uFF19\uFF19\uFF19\uFF19\uFF0D99999",
                "\u0669\u0661\u0669\u0669\u0669\u0669\u0669\u0669\u0669\u0669\u0669\u0669",
                "+\u096F\u0967 \u096F\u096F\u096F\u096F\u096F \u096F\u096F\u096F\u096F\u096F",
                "+\u06F9\u06F1\u06F9\u06F9\u06F9\u06F9\u06F9\u06F9\u06F9\u06F9\u06F9\u06F9",
            })
    void oneNumberHasOneSpelling(String written) {
        assertThat(parse(written)).isEqualTo(new Accepted(new Mobile(INDIAN, "IN")));
    }

    @ParameterizedTest
    @CsvSource({
        "+1 201-555-0123, 12015550123, US",
        "+1 (416) 555-0123, 14165550123, CA",
        "+1 876 210 1234, 18762101234, JM",
        "+44 7400 123456, 447400123456, GB",
        "+44 (0)7400 123456, 447400123456, GB",
        "+7 912 345-67-89, 79123456789, RU",
        "+7 701 123 4567, 77011234567, KZ",
        "+49 1512 3456789, 4915123456789, DE",
        "+39 312 345 6789, 393123456789, IT",
        "+55 11 96123-4567, 5511961234567, BR",
        "+52 222 123 4567, 522221234567, MX",
        "+65 8123 4567, 6581234567, SG",
        "+870 773 111 632, 870773111632,",
    })
    void knowsTheCountry(String written, String value, String country) {
        assertThat(parse(written)).isEqualTo(new Accepted(new Mobile(value, country)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9876543210", "098765 43210", "0171 2345678", "2025550123", "12345"})
    void asksForTheCountryCodeOfNationalNumbers(String written) {
        assertThat(parse(written))
                .isEqualTo(new Rejected("Add the country code, for example 91 before 9999999999."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999 12345678", "+0 123456789", "0000123456", "+1", "+21012345678"})
    void saysThatACountryCodeIsUnknown(String written) {
        assertThat(parse(written))
                .isEqualTo(
                        new Rejected(
                                "No country has this country code."
                                        + " Enter the number like 919999999999."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+91 99999 9999", "91999999999999", "+911111111111", "+9199999999999999999"})
    void saysThatTheDigitsDoNotFitTheCountryCode(String written) {
        assertThat(parse(written))
                .isEqualTo(
                        new Rejected(
                                "This is not a valid number for country code +91."
                                        + " Check the country code and the digits."));
    }

    @Test
    void acceptsFixedLinesForVoice() {
        assertThat(parse("+49 30 123456")).isEqualTo(new Accepted(new Mobile("4930123456", "DE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 900 234 5678", "+1 800 234 5678", "+49 900 1 123456"})
    void refusesServiceNumbers(String written) {
        assertThat(parse(written))
                .isEqualTo(
                        new Rejected(
                                "Codes cannot be sent to a service number."
                                        + " Enter your own mobile number."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "1-800-FLOWERS",
                "+91 99999 99999 ext. 5",
                "+91+9999999999",
                "91+9999999999",
                "++919999999999",
                "919999999999;DROP TABLE",
                "tel:+919999999999",
                "91\u0000 9999999999",
                "\uD83D\uDCF1919999999999",
                "\uD83D"
            })
    void refusesWhatIsNoNumber(String written) {
        assertThat(parse(written))
                .isEqualTo(
                        new Rejected(
                                "Enter a mobile number with country code,"
                                        + " for example 919999999999."));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyCountrysMobileNumbersAreAcceptedAndParseToThemselves(PhoneNumber example) {
        String written =
                PhoneNumberUtil.getInstance().format(example, PhoneNumberFormat.INTERNATIONAL);

        assertThat(parse(written)).isInstanceOf(Accepted.class);
        if (parse(written) instanceof Accepted(Mobile mobile)) {
            assertThat(parse(mobile.value())).isEqualTo(new Accepted(mobile));
            assertThat(mobile.country()).matches("[A-Z]{2}");
        }
    }

    static Stream<PhoneNumber> examples() {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        return numbers.getSupportedRegions().stream()
                .sorted()
                .map(region -> numbers.getExampleNumberForType(region, PhoneNumberType.MOBILE))
                .filter(example -> example != null);
    }

    private static Parsed parse(String raw) {
        return Identifiers.parse(raw, true, false);
    }
}
