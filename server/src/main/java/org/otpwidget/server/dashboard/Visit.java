package org.otpwidget.server.dashboard;

import org.otpwidget.server.account.Actor;
import org.otpwidget.server.account.Author;
import org.otpwidget.server.account.Operator;
import org.otpwidget.server.account.OperatorSession;
import org.otpwidget.server.account.Permission;
import org.otpwidget.server.identifier.Identifiers;
import org.otpwidget.server.identifier.Parsed.Accepted;

import java.net.InetAddress;

/**
 * An operator who asks for a page. A method that has it as a parameter, with {@link May}, is closed
 * to everybody else; a POST has also proved to come from one of our own forms.
 *
 * @param address where the call comes from
 */
public record Visit(OperatorSession session, InetAddress address) implements Author {

    /** Who it is. */
    public Operator operator() {
        return session.operator();
    }

    /** The account that may be seen and changed. */
    @Override
    public long accountId() {
        return operator().accountId();
    }

    /** Whether the operator's role allows something. */
    public boolean may(Permission permission) {
        return operator().role().may(permission);
    }

    @Override
    public Actor actor() {
        return Actor.of(operator(), address);
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
