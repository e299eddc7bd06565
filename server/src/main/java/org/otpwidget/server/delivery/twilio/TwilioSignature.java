package org.otpwidget.server.delivery.twilio;

import org.otpwidget.server.delivery.provider.FormBody;
import org.otpwidget.server.delivery.provider.Hmac;
import org.otpwidget.server.secret.SecretText;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;

/**
 * The signature of Twilio's webhooks: HMAC-SHA1, with the account's auth token, over the address
 * and the form's names and values, sorted by name
 * (https://www.twilio.com/docs/usage/security#validating-requests).
 */
final class TwilioSignature {

    private TwilioSignature() {}

    /**
     * Whether a webhook was signed with the auth token. Twilio signs the address sometimes with and
     * sometimes without a default port.
     */
    static boolean isGenuine(String given, URI url, FormBody form, SecretText authToken) {
        if (given.isEmpty() || authToken.reveal().isEmpty()) {
            return false;
        }
        boolean genuine = false;
        for (String address : List.of(withoutPort(url), withPort(url))) {
            genuine |= Hmac.isSame(sign(address, form, authToken), given);
        }
        return genuine;
    }

    static String sign(String url, FormBody form, SecretText authToken) {
        var signed = new StringBuilder(url);
        form.fields()
                .forEach(
                        (name, values) ->
                                new TreeSet<>(values)
                                        .forEach(value -> signed.append(name).append(value)));
        return Base64.getEncoder().encodeToString(Hmac.SHA1.of(signed.toString(), authToken));
    }

    private static String withPort(URI url) {
        int usual = url.getScheme().equals("https") ? 443 : 80;
        return url.getPort() >= 0 ? url.toString() : at(url, url.getHost() + ":" + usual);
    }

    private static String withoutPort(URI url) {
        boolean usual = url.getPort() == (url.getScheme().equals("https") ? 443 : 80);
        return usual ? at(url, url.getHost()) : url.toString();
    }

    private static String at(URI url, String authority) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return url.getScheme() + "://" + authority + url.getRawPath() + query;
    }
}
