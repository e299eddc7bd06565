package org.otpwidget.server.audit;

import org.jspecify.annotations.Nullable;

/** Who makes changes: an operator in the dashboard, or an authkey at {@code /v1}. */
public interface Author {

    /** The account that may be changed. */
    long accountId();

    /** Who to name in the audit trail. */
    Actor actor();

    /**
     * The latest change that the author knew of, of what they change: its number in the audit
     * trail, 0 when they knew of none. A change is refused when there is a later one. Null: they
     * change what is there, whatever became of it.
     */
    default @Nullable Long seen() {
        return null;
    }
}
