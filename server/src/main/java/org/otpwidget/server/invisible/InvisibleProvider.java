package org.otpwidget.server.invisible;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.otpwidget.server.secret.SecretText;

/**
 * How an account's provider is called. Addresses and bodies may hold placeholders: {@code ##TO##}
 * (digits), {@code ##PLUS_TO##}, {@code ##IP##} and {@code ##CALLBACK_URL##} where a check begins,
 * {@code ##TO##}, {@code ##PLUS_TO##}, {@code ##SESSION##} and {@code ##CODE##} where it ends.
 *
 * @param startUrl is asked to begin a check
 * @param startBody JSON
 * @param authorization value of the header of that name, in both calls; empty: none
 * @param checkUrlPointer where the first answer has the address that the phone must open
 * @param sessionPointer where it has its own name of the check; empty: none
 * @param codeParameter of the callback, by which the phone brings the proof
 * @param finishUrl is asked what the proof says
 * @param finishBody JSON
 * @param resultPointer where the second answer says how it ended
 * @param resultValue what it says when the number was confirmed
 * @param numberPointer where it has the confirmed number, which must be the visitor's; empty:
 *     nowhere
 */
public record InvisibleProvider(
        boolean enabled,
        String startUrl,
        String startBody,
        @JsonIgnore SecretText authorization,
        String checkUrlPointer,
        String sessionPointer,
        String codeParameter,
        String finishUrl,
        String finishBody,
        String resultPointer,
        String resultValue,
        String numberPointer) {

    @Override
    public String toString() {
        return "InvisibleProvider[enabled=" + enabled + "]";
    }
}
