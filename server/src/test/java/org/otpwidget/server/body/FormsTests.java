package org.otpwidget.server.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.problem.Refused;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.util.MultiValueMap;

import reactor.core.publisher.Flux;

import java.nio.charset.Charset;
import java.util.List;

class FormsTests {

    private static final String TYPE = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

    @Test
    void readsWhatFormsSend() {
        assertThat(read("a=1&b=%26&a=2", "UTF-8"))
                .containsEntry("a", List.of("1", "2"))
                .containsEntry("b", List.of("&"));
        assertThat(read("", "UTF-8")).isEmpty();
        assertThat(read("a&".repeat(1999) + "a", "UTF-8").get("a")).hasSize(2000);
    }

    /** In the last one the sign between fields is no byte 26. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "IBM037"})
    void countsFieldsInEverySpelling(String charset) {
        assertThat(read("a&b", charset)).hasSize(2);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> read("a&".repeat(2000), charset))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(413));
    }

    private static MultiValueMap<String, String> read(String form, String charset) {
        var request =
                MockServerHttpRequest.post("/sign-in")
                        .header(HttpHeaders.CONTENT_TYPE, TYPE + ";charset=" + charset);
        byte[] bytes = form.getBytes(Charset.forName(charset));
        var buffers = DefaultDataBufferFactory.sharedInstance;
        return Forms.read(request.body(Flux.defer(() -> Flux.just(buffers.wrap(bytes)))))
                .blockOptional()
                .orElseThrow();
    }
}
