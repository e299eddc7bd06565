package org.otpwidget.server.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.otpwidget.server.identifier.Identifier;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.Secrets;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.HexFormat;
import java.util.List;

/** Finds what a person is known by in the tables. */
@Component
final class Traces {

    private final RequestsOfPerson requests;
    private final Secrets secrets;

    Traces(RequestsOfPerson requests, Secrets secrets) {
        this.requests = requests;
        this.secrets = secrets;
    }

    /**
     * What a person is known by.
     *
     * @param hashes as SQL writes bytes
     */
    record Trace(long accountId, String identifier, List<String> hashes, List<String> requests) {

        /** Gives a statement what it asks for. */
        GenericExecuteSpec bind(PersonalData place, GenericExecuteSpec sql) {
            var bound = sql;
            String condition = place.condition();
            if (condition.contains(":account")) {
                bound = bound.bind("account", accountId);
            }
            if (condition.contains(":identifier")) {
                bound = bound.bind("identifier", identifier);
            }
            if (condition.contains(":hashes")) {
                bound = bound.bind("hashes", hashes.toArray(String[]::new));
            }
            if (condition.contains(":requests")) {
                bound = bound.bind("requests", requests.toArray(String[]::new));
            }
            return bound;
        }

        /** Leaves the person out. */
        @Override
        public String toString() {
            return "Trace";
        }
    }

    Mono<Trace> of(long accountId, Identifier person, boolean held) {
        var hashes =
                secrets.hashes(Purpose.IDENTIFIER, person.value().getBytes(UTF_8)).stream()
                        .map(hash -> "\\x" + HexFormat.of().formatHex(hash.bytes()))
                        .toList();
        return requests.ids(accountId, person.value(), held)
                .collectList()
                .map(ids -> new Trace(accountId, person.value(), hashes, ids));
    }
}
