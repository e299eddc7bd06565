package org.otpwidget.server.dashboard;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.account.Account;
import org.otpwidget.server.audit.Actor;
import org.otpwidget.server.audit.Author;
import org.otpwidget.server.dashboard.fields.FormView;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed.Accepted;
import org.otpwidget.server.operator.Operator;
import org.otpwidget.server.operator.OperatorSession;
import org.otpwidget.server.operator.Permission;
import org.springframework.util.MultiValueMap;

import java.net.InetAddress;
import java.time.ZoneId;

/**
 * An operator who asks for a page. A method that has it as a parameter, with {@link May}, is closed
 * to everybody else; a POST has also proved to come from one of our own forms.
 *
 * @param account whose pages they are
 * @param address where the call comes from
 * @param plain whether cookies do without HTTPS; see {@link SessionCookie#isPlain}
 */
public record Visit(OperatorSession session, Account account, InetAddress address, boolean plain)
        implements Author {

    /** Who it is, with the role that counts in this session. */
    public Operator operator() {
        return session.acting();
    }

    /** The account that may be seen and changed. */
    @Override
    public long accountId() {
        return operator().accountId();
    }

    /** Where the account's clocks stand. */
    public ZoneId zone() {
        return account.timeZone();
    }

    /** Whether the operator's role allows something, in this session as it is now. */
    public boolean may(Permission permission) {
        return operator().role().may(permission);
    }

    /** Whether it does once passphrase or passkey were given; a page for it asks for them. */
    public boolean mayOnceProved(Permission permission) {
        return session.operator().role().may(permission);
    }

    /** Whether the operator would be allowed more if they gave passphrase or passkey. */
    public boolean isHeldBack() {
        return operator().role() != session.operator().role();
    }

    /** The operator as somebody who changes what a form of theirs showed; see {@link Seen}. */
    public Author having(MultiValueMap<String, String> sent) {
        return new Having(this, FormView.seenIn(sent));
    }

    private record Having(Visit visit, @Nullable Long seen) implements Author {

        @Override
        public long accountId() {
            return visit.accountId();
        }

        @Override
        public Actor actor() {
            return visit.actor();
        }
    }

    @Override
    public Actor actor() {
        return operator().at(address);
    }

    /** A visitor's number or address, as this operator may see it. */
    public String shown(String identifier) {
        return may(Permission.SEE_IDENTIFIERS)
                ? identifier
                : Identifiers.parse(identifier, true, true) instanceof Accepted(var known)
                        ? known.masked()
                        : "…";
    }
}
