package org.otpwidget.server.passkey;

import org.otpwidget.server.passkey.CreationOptions.Descriptor;

import java.util.List;

/**
 * What a browser needs to ask for a passkey; bytes are base64url.
 *
 * @param allowCredentials which may answer; empty: whichever the authenticator knows of this site
 * @param timeout in milliseconds
 * @see <a href="https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialrequestoptionsjson">
 *     PublicKeyCredentialRequestOptionsJSON</a>
 */
public record RequestOptions(
        String challenge,
        String rpId,
        List<Descriptor> allowCredentials,
        String userVerification,
        long timeout) {}
