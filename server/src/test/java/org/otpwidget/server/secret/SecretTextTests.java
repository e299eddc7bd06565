package org.otpwidget.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class SecretTextTests {

    private final SecretText secret = SecretText.of("hush");

    @Test
    void showsItselfOnlyToWhoAsks() {
        assertThat(secret.reveal()).isEqualTo("hush");
        assertThat(secret).hasToString("SecretText[hidden]");
    }

    @Test
    void doesNotBecomeJson() {
        var mapper = JsonMapper.builder().enable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

        assertThatThrownBy(() -> mapper.writeValueAsString(secret))
                .isInstanceOf(JacksonException.class);
        assertThat(new JsonMapper().writeValueAsString(secret)).doesNotContain("hush");
    }

    @Test
    void equalsByContent() {
        assertThat(secret).isEqualTo(SecretText.of("hush")).isNotEqualTo(SecretText.of("hash"));
    }
}
