package org.otpwidget.server.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.otpwidget.server.problem.Problem;
import org.otpwidget.server.problem.Problems;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.codec.FormHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import reactor.core.publisher.Mono;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/**
 * Reads forms, which happens before anybody knows who sent them: a field takes a hundred times the
 * memory of its bytes, so fields are counted first.
 */
final class Forms {

    /** A template in fifty languages, the longest form of ours, has some hundreds. */
    private static final int MOST_FIELDS = 2000;

    private static final FormHttpMessageReader READER = reader();
    private static final ResolvableType FORM =
            ResolvableType.forClassWithGenerics(MultiValueMap.class, String.class, String.class);
    private static final Mono<MultiValueMap<String, String>> NONE =
            Mono.just(CollectionUtils.unmodifiableMultiValueMap(new LinkedMultiValueMap<>(0)));

    private static final Problem UNREADABLE =
            Problems.unreadable(400, "The form cannot be read: send it once more.");

    private Forms() {}

    /**
     * The fields of a form; none when the body is something else.
     *
     * @throws org.otpwidget.server.problem.Refused as an error signal when there are too many, or
     *     when they cannot be read
     */
    static Mono<MultiValueMap<String, String>> read(ServerHttpRequest request) {
        if (!isForm(request)) {
            return NONE;
        }
        return DataBufferUtils.join(request.getBody())
                .map(body -> body.toString(charset(request)))
                .flatMap(text -> hasTooMany(text) ? Problems.tooLarge().signal() : decoded(request))
                .switchIfEmpty(NONE);
    }

    private static Mono<MultiValueMap<String, String>> decoded(ServerHttpRequest request) {
        return READER.readMono(FORM, request, Map.of())
                .onErrorMap(IllegalArgumentException.class, _ -> UNREADABLE.refused())
                .flatMap(form -> holdsNul(form) ? UNREADABLE.signal() : Mono.just(form));
    }

    /** Nobody types the character 0, and PostgreSQL cannot be asked for it. */
    private static boolean holdsNul(MultiValueMap<String, String> form) {
        return form.values().stream()
                .flatMap(List::stream)
                .anyMatch(value -> value != null && value.indexOf('\0') >= 0);
    }

    private static boolean hasTooMany(String text) {
        return text.chars().filter(character -> character == '&').limit(MOST_FIELDS).count()
                == MOST_FIELDS;
    }

    /** The one that the reader goes by: in some, the sign between fields is another byte. */
    private static Charset charset(ServerHttpRequest request) {
        var type = request.getHeaders().getContentType();
        return type == null || type.getCharset() == null ? UTF_8 : type.getCharset();
    }

    private static boolean isForm(ServerHttpRequest request) {
        try {
            return MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(
                    request.getHeaders().getContentType());
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    /** The body's size has been looked at before it gets there. */
    private static FormHttpMessageReader reader() {
        var reader = new FormHttpMessageReader();
        reader.setMaxInMemorySize(-1);
        return reader;
    }
}
