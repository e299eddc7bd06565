package org.otpwidget.server.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountriesTests {

    @ParameterizedTest
    @CsvSource({"IN, 91, India", "US, 1, United States", "CA, 1, Canada", "DE, 49, Germany"})
    void knowsDiallingCodeAndName(String iso2, String dialCode, String name) {
        assertThat(Countries.isCountry(iso2)).isTrue();
        assertThat(Countries.dialCode(iso2)).contains(dialCode);
        assertThat(Countries.name(iso2)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XX", "in", "001", "India", "\u0000", "' OR 1=1"})
    void knowsWhatIsNoCountry(String iso2) {
        assertThat(Countries.isCountry(iso2)).isFalse();
        assertThat(Countries.dialCode(iso2)).isEmpty();
    }

    @Test
    void survivesNamingAnything() {
        assertThat(Countries.name("XX")).isEqualTo("XX");
        assertThat(Countries.name("<b>")).isNotNull();
    }
}
