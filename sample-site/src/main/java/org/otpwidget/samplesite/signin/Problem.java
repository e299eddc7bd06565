package org.otpwidget.samplesite.signin;

import org.otpwidget.samplesite.signin.ExchangeOutcome.NoAnswer;
import org.otpwidget.samplesite.signin.ExchangeOutcome.OtherIdentifier;
import org.otpwidget.samplesite.signin.ExchangeOutcome.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Why a visitor was not signed in, in words that a visitor understands. */
record Problem(HttpStatus status, String title, String detail) {

    static final Problem NOTHING_VERIFIED =
            new Problem(
                    HttpStatus.BAD_REQUEST,
                    "Nothing was verified yet",
                    "Verify your phone number or e-mail first, then send the form again.");

    static Problem of(Refused refused) {
        return new Problem(
                HttpStatus.UNAUTHORIZED,
                "We could not sign you in",
                "The verification was not accepted (%s). Please verify again."
                        .formatted(refused.message()));
    }

    static Problem of(OtherIdentifier outcome) {
        return new Problem(
                HttpStatus.FORBIDDEN,
                "That is not what was verified",
                "The number or address in the form differs from the one that was verified.");
    }

    static Problem of(NoAnswer outcome) {
        return new Problem(
                HttpStatus.BAD_GATEWAY,
                "We cannot check verifications at the moment",
                "The OTP server does not answer. You are not signed in; please try again soon.");
    }

    ProblemDetail forPrograms() {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }
}
