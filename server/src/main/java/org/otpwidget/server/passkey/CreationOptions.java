package org.otpwidget.server.passkey;

import java.util.List;

/**
 * What a browser needs to make a passkey; bytes are base64url.
 *
 * @param timeout in milliseconds
 * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialcreationoptionsjson">
 *     PublicKeyCredentialCreationOptionsJSON</a>
 */
public record CreationOptions(
        String challenge,
        Site rp,
        User user,
        List<Algorithm> pubKeyCredParams,
        List<Descriptor> excludeCredentials,
        Selection authenticatorSelection,
        String attestation,
        long timeout) {

    /** Where it is for. */
    public record Site(String id, String name) {}

    /** Whom it is for. */
    public record User(String id, String name, String displayName) {}

    /** How it may sign. */
    public record Algorithm(String type, long alg) {}

    /** Another passkey. */
    public record Descriptor(String type, String id, List<String> transports) {}

    /** What the authenticator must be able to. */
    public record Selection(
            String residentKey, boolean requireResidentKey, String userVerification) {}
}
