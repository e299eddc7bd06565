package org.otpwidget.server.delivery.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.List;

class FormBodyTests {

    @Test
    void readsWhatAVendorPosts() {
        FormBody form = FormBody.parse("b=1%2B1+%E0%A4%95&a=x&b=2&&empty=&bare");
        assertThat(form.fields().keySet()).containsExactly("a", "b", "bare", "empty");
        assertThat(form.fields()).containsEntry("b", List.of("1+1 क", "2"));
        assertThat(form.first("b")).isEqualTo("1+1 क");
        assertThat(form.first("missing")).isEmpty();
    }

    @Test
    void readsNothingFromNothing() {
        assertThat(FormBody.parse("").fields()).isEmpty();
    }

    @Test
    void refusesABrokenEscape() {
        assertThatIllegalArgumentException().isThrownBy(() -> FormBody.parse("a=%G1"));
    }
}
