package org.otpwidget.server.operator;

import org.otpwidget.server.audit.AuditTrail;
import org.otpwidget.server.secret.Passphrases;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Signs in with the parts of a running server, but for one. */
public final class SignIns {

    private SignIns() {}

    /** Looks at no passphrase, as when too many wait. */
    public static SignIn busy(BeanFactory parts) {
        var passphrases = new Passphrases();
        passphrases.destroy();
        return new SignIn(
                parts.getBean(Operators.class),
                parts.getBean(OperatorSessions.class),
                parts.getBean(SignInBudget.class),
                passphrases,
                parts.getBean(AuditTrail.class),
                parts.getBean(TransactionalOperator.class));
    }
}
