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

import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a failure of SMTP means for the message. Only a refusal of the recipient is for good: what a
 * server has against the sender, the content or the connection, another one may not mind.
 */
final class SmtpFailure {

    private static final Logger log = LoggerFactory.getLogger(SmtpFailure.class);

    /** Of a reply's first line (RFC 2034). */
    private static final Pattern ENHANCED =
            Pattern.compile("^\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b");

    /** What else is in 5.1 is about the recipient's address (RFC 3463, 3.2). */
    private static final Set<String> ABOUT_THE_SENDER = Set.of("5.1.7", "5.1.8");

    /** There is no such mailbox, it isn't here, or its name cannot be one (RFC 5321, 4.2.3). */
    private static final Set<Integer> NO_MAILBOX = Set.of(550, 551, 553);

    /** What 550 also says to those whose mail a server doesn't take on. */
    private static final Pattern RELAYING = Pattern.compile("(?i)\\brelay");

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
                return step instanceof SMTPAddressFailedException && isNoMailbox(code, reply)
                        ? new Outcome.FailedForGood(reply, Outcome.Cause.BAD_RECIPIENT)
                        : new Outcome.FailedForNow(reply);
            }
            next = step.getNextException();
        }
        return new Outcome.FailedForNow("SMTP: " + cause(failure));
    }

    /** Whether a refusal of the recipient is about the mailbox, and not about us (5.7). */
    private static boolean isNoMailbox(int code, String reply) {
        var found = ENHANCED.matcher(reply);
        String enhanced = found.find() ? found.group(1) : "";
        if (enhanced.startsWith("5.1.")) {
            return !ABOUT_THE_SENDER.contains(enhanced);
        }
        return NO_MAILBOX.contains(code)
                && !enhanced.startsWith("4.")
                && !enhanced.startsWith("5.7.")
                && !RELAYING.matcher(reply).find();
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
        if (cause instanceof UnknownHostException) {
            return "the host is unknown or not public";
        }
        return cause.getClass().getSimpleName() + " " + cause.getMessage();
    }
}
