package org.otpwidget.server.verification;

import org.otpwidget.server.LogWatch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A customer's page: a widget with its credentials.
 *
 * @param widget id of the widget
 * @param token value of the token
 */
public record Site(WidgetClient client, long account, String widget, String token, String authkey) {

    public Site {
        LogWatch.secret(token);
        LogWatch.secret(authkey);
    }

    /** Sends a code; fields are names and values in turn. */
    public Answer send(String identifier, Object... fields) {
        return client.post("sendOtp", body("identifier", identifier, fields));
    }

    /** Sends a code where nothing can go wrong, and answers the reqId. */
    public String started(String identifier, Object... fields) {
        Answer answer = send(identifier, fields);
        if (!answer.succeeded()) {
            throw new AssertionError(answer.toString());
        }
        return answer.message();
    }

    /** Sends a code again. */
    public Answer retry(String reqId, Object... fields) {
        return client.post("retryOtp", body("reqId", reqId, fields));
    }

    /** Verifies a code. */
    public Answer verify(String reqId, Object otp, Object... fields) {
        return verifyLater(reqId, otp, fields).join();
    }

    /** Verifies a code, without waiting. */
    public CompletableFuture<Answer> verifyLater(String reqId, Object otp, Object... fields) {
        Map<String, Object> body = body("reqId", reqId, fields);
        body.put("otp", otp);
        return client.later("verifyOtp", body);
    }

    /** Exchanges an access token, without waiting. */
    public CompletableFuture<Answer> exchangeLater(String accessToken, Object... fields) {
        var body = new LinkedHashMap<String, Object>();
        body.put("authkey", authkey);
        put(body, "access-token", accessToken, fields);
        return client.later("verifyAccessToken", body);
    }

    /** Exchanges an access token. */
    public Answer exchange(String accessToken, Object... fields) {
        return exchangeLater(accessToken, fields).join();
    }

    /** The same page with the client of another server. */
    public Site on(WidgetClient other) {
        return new Site(other, account, widget, token, authkey);
    }

    /** The same page with another token. */
    public Site with(String otherToken) {
        return new Site(client, account, widget, otherToken, authkey);
    }

    /** A body with widget and token, and more. */
    public Map<String, Object> body(String field, Object value, Object... more) {
        var body = new LinkedHashMap<String, Object>();
        body.put("widgetId", widget);
        body.put("tokenAuth", token);
        put(body, field, value, more);
        return body;
    }

    private static void put(Map<String, Object> body, String field, Object value, Object... more) {
        body.put(field, value);
        for (int n = 0; n < more.length; n += 2) {
            body.put((String) more[n], more[n + 1]);
        }
    }

    /** A code that is wrong: the right one with its last digit changed. */
    public static String wrong(String code) {
        return wrong(code, 1);
    }

    /** One of nine wrong codes. */
    public static String wrong(String code, int by) {
        int last = code.charAt(code.length() - 1) - '0';
        return code.substring(0, code.length() - 1) + (last + 1 + by % 9) % 10;
    }
}
