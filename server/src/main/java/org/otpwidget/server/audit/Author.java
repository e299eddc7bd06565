package org.otpwidget.server.audit;

/** Who makes changes: an operator in the dashboard, or an authkey at {@code /v1}. */
public interface Author {

    /** The account that may be changed. */
    long accountId();

    /** Who to name in the audit trail. */
    Actor actor();
}
