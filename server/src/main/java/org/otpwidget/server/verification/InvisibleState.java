package org.otpwidget.server.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.SealBrokenException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * The call that a check of invisible OTP belongs to, as the phone carries it through the provider's
 * addresses and back, sealed: any node can go on with it.
 *
 * @param reqId of the request that there will be if the number is confirmed
 * @param tokenAuth value of the token
 * @param expiresAt seconds since 1970
 */
record InvisibleState(
        String reqId,
        String widgetId,
        String tokenAuth,
        String identifier,
        @Nullable String idempotencyKey,
        @Nullable String lang,
        Map<String, String> variables,
        long expiresAt) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PLACE = "state";

    /** For a query parameter. */
    String seal(CodeVault vault) {
        byte[] sealed = vault.sealInvisible(JSON.writeValueAsBytes(this), PLACE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The state in a parameter; null when it is none of ours, or over. */
    static @Nullable InvisibleState open(CodeVault vault, String sealed, Instant now) {
        try {
            byte[] box = Base64.getUrlDecoder().decode(sealed.getBytes(UTF_8));
            var state = JSON.readValue(vault.openInvisible(box, PLACE), InvisibleState.class);
            return now.getEpochSecond() < state.expiresAt ? state : null;
        } catch (IllegalArgumentException | SealBrokenException | JacksonException _) {
            return null;
        }
    }

    /** Leaves the identifier out. */
    @Override
    public String toString() {
        return "InvisibleState[reqId=" + reqId + "]";
    }
}
