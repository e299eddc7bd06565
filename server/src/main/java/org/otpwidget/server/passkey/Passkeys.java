package org.otpwidget.server.passkey;

import org.otpwidget.server.audit.AuditEntry.Change;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.OperatorSession;
import org.otpwidget.server.operator.OperatorSessions;
import org.otpwidget.server.operator.Operators;
import org.otpwidget.server.operator.OtherWayIn;
import org.otpwidget.server.operator.SignIn;
import org.otpwidget.server.passkey.Challenges.Use;
import org.otpwidget.server.secret.SecretText;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.time.Clock;
import java.util.Optional;

/** The passkeys of operators: making, listing and removing them, and signing in by one. */
@Component
public class Passkeys {

    /** Passkeys that an operator has at most. */
    public static final int MOST = 20;

    /** Longest name, in characters. */
    public static final int LONGEST_NAME = 100;

    private final Optional<RelyingParty> party;
    private final PasskeyRows rows;
    private final Questions asked;
    private final Challenges challenges;
    private final Ceremony ceremony;
    private final Operators operators;
    private final OperatorSessions sessions;
    private final OtherWayIn wayIn;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Passkeys(
            PasskeySettings settings,
            DatabaseClient database,
            Questions asked,
            Challenges challenges,
            Ceremony ceremony,
            Operators operators,
            OperatorSessions sessions,
            OtherWayIn wayIn,
            TransactionalOperator transaction,
            Clock clock) {
        this.party = RelyingParty.of(settings.publicUrl());
        this.rows = new PasskeyRows(database);
        this.asked = asked;
        this.challenges = challenges;
        this.ceremony = ceremony;
        this.operators = operators;
        this.sessions = sessions;
        this.wayIn = wayIn;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What became of a new passkey. */
    public sealed interface Outcome {

        /** It works from now on. */
        record Added(Passkey passkey) implements Outcome {}

        /** It has no name, or one of more than 100 characters. */
        record UnfitName() implements Outcome {}

        /** The operator has twenty. */
        record TooMany() implements Outcome {}

        /** It was added before. */
        record Known() implements Outcome {}

        /** What the browser sent is no answer to what it was asked. */
        record Refused() implements Outcome {}
    }

    /** The site that passkeys are made for; empty where browsers don't allow them. */
    public Optional<RelyingParty> site() {
        return party;
    }

    /** The passkeys of an operator, in the order of their coming. */
    public Flux<Passkey> list(Operator operator) {
        return rows.list(operator.id()).map(PasskeyRows.Stored::passkey);
    }

    /** What the browser of a session needs to make a passkey; empty where none can be made. */
    public Mono<CreationOptions> creation(OperatorSession session) {
        return Mono.justOrEmpty(party).flatMap(site -> asked.creation(site, session));
    }

    /** What a browser needs to sign somebody in; empty where passkeys cannot be. */
    public Mono<RequestOptions> request() {
        return Mono.justOrEmpty(party).map(asked::request);
    }

    /** What the browser of a session needs to prove again who is there. */
    public Mono<RequestOptions> request(OperatorSession session) {
        return Mono.justOrEmpty(party).flatMap(site -> asked.request(site, session));
    }

    /**
     * Adds a passkey.
     *
     * @param response the browser's RegistrationResponseJSON
     */
    public Mono<Outcome> add(OperatorSession session, String typedName, String response) {
        String name = typedName.strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            return Mono.just(new Outcome.UnfitName());
        }
        String operator = session.operator().id();
        return Mono.justOrEmpty(
                        party.flatMap(
                                site ->
                                        ceremony.registered(
                                                response,
                                                site,
                                                given ->
                                                        challenges.isOurs(
                                                                given, Use.adding(session)))))
                .filterWhen(made -> challenges.answered(made.challenge()))
                .flatMap(
                        made ->
                                rows.list(operator)
                                        .count()
                                        .flatMap(
                                                count ->
                                                        count >= MOST
                                                                ? Mono.just(new Outcome.TooMany())
                                                                : insert(
                                                                        operator,
                                                                        name,
                                                                        made.credential())))
                .defaultIfEmpty(new Outcome.Refused());
    }

    /** Removes a passkey of an operator; answers it, or empty. */
    public Mono<Passkey> remove(Operator operator, String id) {
        return rows.delete(operator.id(), id);
    }

    /**
     * Begins a session.
     *
     * @param response the browser's AuthenticationResponseJSON
     */
    public Mono<SignIn.Outcome> signIn(String response, InetAddress address, String agent) {
        return wayIn.attempt(
                "passkey",
                address,
                proved(response, Use.SIGN_IN, address)
                        .flatMap(
                                proved ->
                                        wayIn.signIn(
                                                proved.operator(),
                                                way(proved.passkey()),
                                                address,
                                                agent))
                        .as(transaction::transactional));
    }

    /** Checks the passkey of somebody who is signed in already. */
    public Mono<SignIn.Outcome> confirm(
            OperatorSession session, String response, InetAddress address) {
        return wayIn.attempt(
                session,
                address,
                proved(response, Use.proving(session), address)
                        .filter(proved -> proved.operator().id().equals(session.operator().id()))
                        .delayUntil(_ -> sessions.proved(session.id()))
                        .map(_ -> new OperatorSessions.Opened(session, SecretText.of("")))
                        .as(transaction::transactional));
    }

    private record Proved(Operator operator, Passkey passkey) {}

    /** Who answered; empty when the answer is not to be believed. */
    private Mono<Proved> proved(String response, Use use, InetAddress address) {
        return Mono.justOrEmpty(party)
                .flatMap(
                        site ->
                                Mono.justOrEmpty(ceremony.read(response))
                                        .filter(given -> challenges.isOurs(given.challenge(), use))
                                        .flatMap(given -> proved(given, site, address)));
    }

    private Mono<Proved> proved(Ceremony.Answer given, RelyingParty site, InetAddress address) {
        return rows.byCredentialId(given.credentialId())
                .zipWhen(stored -> operators.byId(stored.operatorId()))
                .flatMap(
                        found ->
                                used(given, found.getT1(), found.getT2(), site)
                                        .filter(right -> right)
                                        .map(
                                                _ ->
                                                        new Proved(
                                                                found.getT2(),
                                                                found.getT1().passkey()))
                                        .switchIfEmpty(
                                                wayIn.refused(
                                                                found.getT2(),
                                                                way(found.getT1().passkey()),
                                                                address)
                                                        .then(Mono.empty())));
    }

    private Mono<Boolean> used(
            Ceremony.Answer given,
            PasskeyRows.Stored stored,
            Operator operator,
            RelyingParty site) {
        return Mono.justOrEmpty(ceremony.signed(given, stored.credential(), site))
                .filter(_ -> operator.enabled() && given.isOf(operator.id()))
                .filterWhen(_ -> challenges.answered(given.challenge()))
                .flatMap(count -> rows.used(stored.passkey().id(), count, clock.instant()));
    }

    private Mono<Outcome> insert(String operator, String name, StoredCredential credential) {
        return rows.insert(operator, name, credential, clock.instant())
                .<Outcome>map(Outcome.Added::new)
                .defaultIfEmpty(new Outcome.Known());
    }

    private static Change way(Passkey passkey) {
        return new Change("passkey", null, passkey.name());
    }
}
