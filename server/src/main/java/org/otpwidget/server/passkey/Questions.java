package org.otpwidget.server.passkey;

import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.OperatorSession;
import org.otpwidget.server.passkey.Challenges.Use;
import org.otpwidget.server.passkey.CreationOptions.Algorithm;
import org.otpwidget.server.passkey.CreationOptions.Descriptor;
import org.otpwidget.server.passkey.CreationOptions.Selection;
import org.otpwidget.server.passkey.CreationOptions.Site;
import org.otpwidget.server.passkey.CreationOptions.User;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Words what browsers ask authenticators: always for a passkey that can be found without a name,
 * and for the person's fingerprint, face or PIN.
 */
@Component
class Questions {

    private static final String TYPE = "public-key";
    private static final String REQUIRED = "required";
    private static final String NAME = "OTP Widget";

    private final PasskeyRows rows;
    private final Challenges challenges;
    private final Ceremony ceremony;

    Questions(DatabaseClient database, Challenges challenges, Ceremony ceremony) {
        this.rows = new PasskeyRows(database);
        this.challenges = challenges;
        this.ceremony = ceremony;
    }

    /** For a new passkey, on no authenticator that has one of the operator's already. */
    Mono<CreationOptions> creation(RelyingParty site, OperatorSession session) {
        var operator = session.operator();
        return descriptors(operator)
                .map(
                        known ->
                                new CreationOptions(
                                        text(challenges.next(Use.adding(session))),
                                        new Site(site.id(), NAME),
                                        new User(
                                                text(handle(operator)),
                                                operator.email(),
                                                operator.email()),
                                        algorithms(),
                                        known,
                                        new Selection(REQUIRED, true, REQUIRED),
                                        "none",
                                        Challenges.LIFETIME.toMillis()));
    }

    /** For anybody's passkey, so that nobody's are told. */
    RequestOptions request(RelyingParty site) {
        return request(site, Use.SIGN_IN, List.of());
    }

    /** For one of the passkeys of whoever is signed in. */
    Mono<RequestOptions> request(RelyingParty site, OperatorSession session) {
        return descriptors(session.operator()).map(own -> request(site, Use.proving(session), own));
    }

    private RequestOptions request(RelyingParty site, Use use, List<Descriptor> allowed) {
        return new RequestOptions(
                text(challenges.next(use)),
                site.id(),
                allowed,
                REQUIRED,
                Challenges.LIFETIME.toMillis());
    }

    private Mono<List<Descriptor>> descriptors(Operator operator) {
        return rows.list(operator.id())
                .map(PasskeyRows.Stored::credential)
                .map(known -> new Descriptor(TYPE, text(known.id()), known.transports()))
                .collectList();
    }

    private List<Algorithm> algorithms() {
        return ceremony.algorithms().stream().map(number -> new Algorithm(TYPE, number)).toList();
    }

    private static byte[] handle(Operator operator) {
        return operator.id().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
