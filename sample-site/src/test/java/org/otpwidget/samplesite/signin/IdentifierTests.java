package org.otpwidget.samplesite.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"+91 98765 43210", "91-98765-43210", "(91) 98765.43210", "919876543210"})
    void readsSpellingsOfOneNumberAsEqual(String spelling) {
        assertThat(new Identifier(spelling)).isEqualTo(new Identifier("919876543210"));
    }

    @Test
    void readsAddressesWithoutRegardToCase() {
        assertThat(new Identifier(" Asha@Example.COM "))
                .isEqualTo(new Identifier("asha@example.com"));
    }

    @Test
    void keepsDifferentIdentifiersApart() {
        assertThat(new Identifier("919876543210")).isNotEqualTo(new Identifier("919876543211"));
        assertThat(new Identifier("1@example.com")).isNotEqualTo(new Identifier("1"));
        assertThat(new Identifier("a.b@example.com"))
                .isNotEqualTo(new Identifier("ab@example.com"));
    }

    @Test
    void showsNumbersWithTheirPlusSign() {
        assertThat(new Identifier("91 98765 43210").forPeople()).isEqualTo("+919876543210");
        assertThat(new Identifier("asha@example.com").forPeople()).isEqualTo("asha@example.com");
    }
}
