package org.otpwidget.server.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Checks what authenticators answer, as the standard says: challenge, origin, site, presence and
 * verification of the person, signature, and that the count of signatures never goes back. Who made
 * an authenticator is not asked: operators choose theirs.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-rp-operations">Web Authentication, 7</a>
 */
@Component
class Ceremony {

    private static final Logger log = LoggerFactory.getLogger(Ceremony.class);
    private static final boolean VERIFIED = true;
    private static final boolean PRESENT = true;

    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(
                    COSEAlgorithmIdentifier.ES256,
                    COSEAlgorithmIdentifier.EdDSA,
                    COSEAlgorithmIdentifier.RS256);

    private static final List<PublicKeyCredentialParameters> PARAMETERS =
            ALGORITHMS.stream()
                    .map(
                            algorithm ->
                                    new PublicKeyCredentialParameters(
                                            PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                    .toList();

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager =
            WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials =
            new AttestedCredentialDataConverter(converter);

    /** An answer to a request, read but not yet believed. */
    static final class Answer {

        private final AuthenticationData data;
        private final byte[] challenge;
        private final byte[] credentialId;

        private Answer(AuthenticationData data) {
            this.data = data;
            this.challenge = challengeOf(data.getCollectedClientData());
            this.credentialId = there(data.getCredentialId());
        }

        byte[] challenge() {
            return challenge.clone();
        }

        byte[] credentialId() {
            return credentialId.clone();
        }

        /** Whether the authenticator names this operator, or nobody. */
        boolean isOf(String operatorId) {
            Object handle = data.getUserHandle();
            return !(handle instanceof byte[] bytes)
                    || new String(bytes, StandardCharsets.UTF_8).equals(operatorId);
        }
    }

    /** A new passkey, with the challenge that it answered. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Made(StoredCredential credential, byte[] challenge) {}

    /** The algorithms to offer, the best first. */
    List<Long> algorithms() {
        return ALGORITHMS.stream().map(COSEAlgorithmIdentifier::getValue).toList();
    }

    /**
     * Reads and checks a new passkey.
     *
     * @param response the browser's RegistrationResponseJSON
     * @param ours tells challenges that may be answered
     * @return empty when anything about it is wrong
     */
    Optional<Made> registered(String response, RelyingParty party, Predicate<byte[]> ours) {
        return believed(
                () -> {
                    var data = manager.parseRegistrationResponseJSON(response);
                    byte[] challenge = challengeOf(data.getCollectedClientData());
                    if (!ours.test(challenge)) {
                        throw new IllegalArgumentException("a challenge that is not ours");
                    }
                    manager.verify(
                            data,
                            new RegistrationParameters(
                                    site(party, challenge), PARAMETERS, VERIFIED, PRESENT));
                    return new Made(credential(data), challenge);
                });
    }

    /** Reads the browser's AuthenticationResponseJSON; empty for what is none. */
    Optional<Answer> read(String response) {
        return believed(() -> new Answer(manager.parseAuthenticationResponseJSON(response)));
    }

    /**
     * Checks an answer against the passkey that it says it is from.
     *
     * @return the new count of signatures; empty when anything is wrong
     */
    Optional<Long> signed(Answer answer, StoredCredential known, RelyingParty party) {
        return believed(
                () -> {
                    var checked =
                            manager.verify(
                                    answer.data,
                                    new AuthenticationParameters(
                                            site(party, answer.challenge),
                                            record(known),
                                            List.of(known.id()),
                                            VERIFIED,
                                            PRESENT));
                    return Objects.requireNonNull(checked.getAuthenticatorData()).getSignCount();
                });
    }

    private StoredCredential credential(RegistrationData data) {
        var attestation = Objects.requireNonNull(data.getAttestationObject());
        var told = attestation.getAuthenticatorData();
        var attested = Objects.requireNonNull(told.getAttestedCredentialData());
        Set<AuthenticatorTransport> transports =
                Objects.requireNonNullElse(data.getTransports(), Set.of());
        return new StoredCredential(
                attested.getCredentialId(),
                credentials.convert(attested),
                told.getSignCount(),
                told.isFlagBE(),
                transports.stream()
                        .map(AuthenticatorTransport::getValue)
                        .filter(word -> word.matches("[a-z-]{1,20}"))
                        .sorted()
                        .toList());
    }

    private CredentialRecord record(StoredCredential known) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                known.backupEligible(),
                null,
                known.signCount(),
                credentials.convert(known.data()),
                null,
                null,
                null,
                null);
    }

    private static ServerProperty site(RelyingParty party, byte[] challenge) {
        return ServerProperty.builder()
                .origin(new Origin(party.origin()))
                .rpId(party.id())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    /** By its type, since the library's annotations are about the bytes and not the array. */
    private static byte[] there(@Nullable Object bytes) {
        if (bytes instanceof byte[] found) {
            return found;
        }
        throw new IllegalArgumentException("no passkey is named");
    }

    private static byte[] challengeOf(@Nullable CollectedClientData data) {
        return Objects.requireNonNull(data).getChallenge().getValue();
    }

    /** Whatever a reader of hostile input throws means no; its message may quote the input. */
    private static <T> Optional<T> believed(Supplier<T> check) {
        try {
            return Optional.of(check.get());
        } catch (RuntimeException refused) {
            log.warn("Refused what a passkey answered: {}", refused.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
