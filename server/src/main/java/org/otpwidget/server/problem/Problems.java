package org.otpwidget.server.problem;

import java.util.List;

/**
 * The catalogue of refusals: code, text and reason of each (contract section 1). Texts reach
 * visitors of existing clients unchanged, so they must stay presentable.
 */
public final class Problems {

    private static final String AUTHENTICATION_FAILURE = "AuthenticationFailure";

    /** The authkey or token is unknown. */
    public static final Problem UNKNOWN_CREDENTIAL =
            new Problem("201", AUTHENTICATION_FAILURE, "auth", 401);

    /** The token is disabled, or the widget belongs to another account. */
    public static final Problem WRONG_CREDENTIAL =
            new Problem("401", AUTHENTICATION_FAILURE, "auth", 401);

    /** The authkey lacks the scope that the call needs. */
    public static final Problem SCOPE_MISSING =
            new Problem("401", "This authkey may not make this call.", "auth", 403);

    /** The token's throttle rule or the address's state blocks this client. */
    public static final Problem IP_BLOCKED = new Problem(408, "IPBlocked", "rate_limited", 429);

    /** The access token is malformed, forged or expired. */
    public static final Problem BAD_ACCESS_TOKEN =
            new Problem("418", AUTHENTICATION_FAILURE, "auth", 401);

    /** The server's address is not on the authkey's whitelist. */
    public static final Problem IP_NOT_WHITELISTED =
            new Problem("418", AUTHENTICATION_FAILURE, "auth", 403);

    /** The access token proves another identifier than the one that the caller expects. */
    public static final Problem IDENTIFIER_MISMATCH =
            new Problem(
                    "418",
                    "The access token proves another identifier.",
                    "identifier_mismatch",
                    409);

    /** The access token was exchanged before. */
    public static final Problem ACCESS_TOKEN_USED =
            new Problem(702, "access-token already verified", "already_verified", 409);

    /** The request was verified before. */
    public static final Problem ALREADY_VERIFIED =
            new Problem(703, "otp already verified", "already_verified", 409);

    /** Too many wrong codes on the request, or for the identifier across requests. */
    public static final Problem ATTEMPTS_EXCEEDED =
            new Problem(704, "verification limit exceeded", "attempts_exceeded", 429);

    /** The widget's demo credentials were used too often on this day. */
    public static final Problem DEMO_USED_UP =
            new Problem(
                    704,
                    "The demo has been used too often today. Please try again tomorrow.",
                    "rate_limited",
                    429);

    /** All resends are used. */
    public static final Problem RESEND_LIMIT =
            new Problem(704, "OTP retry count maxed out", "resend_limit", 429);

    /** The code is wrong. */
    public static final Problem WRONG_CODE = new Problem(705, "invalid otp", "otp_invalid", 422);

    /** The code's time is over. */
    public static final Problem EXPIRED = new Problem(706, "otp expired", "otp_expired", 410);

    /** Its recipient said that it wasn't them, or typed too many wrong digits. */
    public static final Problem VOIDED =
            new Problem(null, "This request was cancelled.", "voided", 410);

    /** The request was sent as a magic link. */
    public static final Problem NOT_BY_CODE =
            new Problem(null, "Open the link in the message to go on.", "link_expected", 409);

    /** The reqId is not 24 hex characters. */
    public static final Problem MALFORMED_REQUEST_ID =
            new Problem(708, "error fetching records", "not_found", 400);

    /** No such request, or one of another widget. */
    public static final Problem NO_REQUEST = new Problem(709, "no request found", "not_found", 404);

    /** Captcha is on, and the call brought no token. */
    public static final Problem CAPTCHA_REQUIRED =
            new Problem(null, "Invalid Captcha Token.", "captcha_required", 422);

    /** Captcha is on, and the token is bad. */
    public static final Problem CAPTCHA_FAILED =
            new Problem(null, "Invalid Captcha Token.", "captcha_failed", 422);

    /** A mobile call to a widget that serves the web. */
    public static final Problem MOBILE_NOT_ALLOWED =
            new Problem(
                    null,
                    "Mobile requests are not allowed for this widget.",
                    "platform_not_allowed",
                    403);

    /** A web call to a widget that serves mobile apps. */
    public static final Problem WEB_NOT_ALLOWED =
            new Problem(
                    null,
                    "Web requests are not allowed for this widget.",
                    "platform_not_allowed",
                    403);

    /** The widget is switched off. */
    public static final Problem WIDGET_DISABLED =
            new Problem(null, "This widget is disabled.", "widget_disabled", 403);

    /** The page's origin is not on the token's list. */
    public static final Problem ORIGIN_NOT_ALLOWED =
            new Problem(
                    "401",
                    "This website is not allowed to use this token.",
                    "origin_not_allowed",
                    403);

    /** The page runs inside a frame, and the widget does not. */
    public static final Problem FRAMES_OFF =
            new Problem(
                    null,
                    "This widget does not run inside a frame: its setting iframe is off.",
                    "origin_not_allowed",
                    403);

    /** A page around the frame is unknown, or not on the token's list. */
    public static final Problem FRAME_NOT_ALLOWED =
            new Problem(
                    null,
                    "The website around this frame is not allowed to use this token.",
                    "origin_not_allowed",
                    403);

    /** Something broke; the cause is in the log and nowhere else. */
    public static final Problem SERVER_ERROR =
            new Problem(null, "Something went wrong. Please try again.", "server_error", 500);

    /** The database cannot be reached just now; nothing was changed. */
    public static final Problem UNAVAILABLE =
            new Problem(
                            null,
                            "The service is not available right now. Please try again.",
                            "server_error",
                            503)
                    .withRetryAfter(5);

    /** No such address. */
    public static final Problem NO_SUCH_PATH =
            new Problem(null, "There is nothing at this address.", "not_found", 404);

    private Problems() {}

    /** A resend that came before the resend time had passed. */
    public static Problem resendTooSoon(long seconds) {
        return new Problem(704, "wait " + seconds + " seconds to retry.", "resend_too_soon", 429)
                .withRetryAfter(seconds);
    }

    /** A required field is missing. */
    public static Problem missing(String field) {
        return new Problem(
                null,
                field + " is required.",
                "invalid_request",
                400,
                true,
                null,
                null,
                null,
                List.of());
    }

    /** A value is missing that the template of the message needs. */
    public static Problem missingVariable(String name) {
        return new Problem(
                null,
                name + " is required by the template of the message.",
                "variable_missing",
                400,
                true,
                null,
                null,
                null,
                List.of());
    }

    /** A field is there but unusable. */
    public static Problem invalid(String message) {
        return new Problem(null, message, "invalid_request", 400);
    }

    /** The identifier is no e-mail address or mobile number that this widget accepts. */
    public static Problem invalidIdentifier(String message) {
        return new Problem(null, message, "invalid_identifier", 422);
    }

    /** The widget, or this installation, cannot send over a channel. */
    public static Problem channelUnavailable(String message) {
        return new Problem(null, message, "channel_unavailable", 422);
    }

    /** A form that cannot be accepted, with everything that is wrong with it. */
    public static Problem invalid(List<FieldError> errors) {
        var first = errors.getFirst();
        String where = first.field().isEmpty() ? "" : first.field() + ": ";
        return new Problem(null, where + first.message(), "invalid_request", 422)
                .withErrors(errors);
    }

    /** The body, or the request around it, is not even readable. */
    public static Problem unreadable(int status, String message) {
        return new Problem(null, message, "invalid_request", status);
    }

    /** The change is well-formed, but what exists forbids it. */
    public static Problem conflict(String message) {
        return new Problem(null, message, "conflict", 409);
    }

    /** Something that an administrator named does not exist. */
    public static Problem notFound(String what) {
        return new Problem(null, "No such " + what + ".", "not_found", 404);
    }

    /** The HTTP method does not fit the address. */
    public static Problem methodNotAllowed(String message) {
        return new Problem(null, message, "invalid_request", 405);
    }

    /** The body is larger than the server reads. */
    public static Problem tooLarge() {
        return new Problem(null, "The request body is too large.", "invalid_request", 413);
    }
}
