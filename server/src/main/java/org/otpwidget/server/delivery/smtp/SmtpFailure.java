package org.otpwidget.server.delivery.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.otpwidget.server.delivery.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Objects;

/**
 * What a failure of SMTP means for the message. Reply codes 4xx are for now, 5xx for good (RFC
 * 5321, 4.2.1), but for those that are about us and not about the mail.
 */
final class SmtpFailure {

    private static final Logger log = LoggerFactory.getLogger(SmtpFailure.class);

    private SmtpFailure() {}

    static Outcome outcome(MessagingException failure) {
        if (failure instanceof AddressException) {
            return new Outcome.FailedForGood("not an e-mail address", Outcome.Cause.BAD_RECIPIENT);
        }
        if (failure instanceof AuthenticationFailedException) {
            log.error("An SMTP server refuses its user and password");
            return new Outcome.FailedForNow("the SMTP server refused the sign-in");
        }
        for (Exception next = failure; next instanceof MessagingException step; ) {
            int code = replyCode(step);
            if (code > 0) {
                String reply = Objects.requireNonNullElse(step.getMessage(), "" + code).strip();
                return code >= 500 && !isAboutUs(code)
                        ? new Outcome.FailedForGood(
                                reply,
                                step instanceof SMTPAddressFailedException
                                        ? Outcome.Cause.BAD_RECIPIENT
                                        : Outcome.Cause.REFUSED)
                        : new Outcome.FailedForNow(reply);
            }
            next = step.getNextException();
        }
        return new Outcome.FailedForNow("SMTP: " + cause(failure));
    }

    /** Sign-in or encryption is missing (RFC 4954, 6), or a command isn't understood. */
    private static boolean isAboutUs(int code) {
        return (code >= 500 && code <= 504)
                || code == 530
                || code == 534
                || code == 535
                || code == 538;
    }

    private static int replyCode(MessagingException step) {
        return switch (step) {
            case SMTPAddressFailedException refused -> refused.getReturnCode();
            case SMTPSenderFailedException refused -> refused.getReturnCode();
            case SMTPSendFailedException refused -> refused.getReturnCode();
            default -> 0;
        };
    }

    private static String cause(MessagingException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + " " + cause.getMessage();
    }
}
